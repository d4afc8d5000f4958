// Has pictures read by a worker, so that the page stays quick; by the page itself where a worker cannot.

import { FrameReader } from "./frame_reader.js";

const START_LIMIT_MS = 60_000;

/** {read(picture, timeS), takeReference(), takeLines(), close()}; `places` as in pose_finder.js. One picture at a time. */
export async function poseReader(places) {
  try {
    return await workerReader(places);
  } catch {
    return pageReader(await FrameReader.made(places)); // older browsers draw in no worker
  }
}

function pageReader(reader) {
  return {
    read: async (picture, timeS) => ({ picture, timeS, ...reader.read(picture, timeS) }),
    takeReference: () => reader.takeReference(),
    takeLines: () => reader.takeLines(),
    close: () => reader.close(),
  };
}

async function workerReader(places) {
  const worker = new Worker(new URL("./pose_worker.js", import.meta.url), { type: "module" });
  const ask = (message, limitMs, moved = []) => new Promise((resolve, reject) => {
    const timer = limitMs && setTimeout(() => reject(new Error("no answer")), limitMs);
    worker.onerror = ({ message: reason }) => reject(new Error(reason));
    worker.onmessage = ({ data }) => {
      clearTimeout(timer);
      if (data.type === "failed") reject(new Error(data.message));
      else resolve(data);
    };
    worker.postMessage(message, moved);
  });
  try {
    await ask({ type: "start", places: { ...places } }, START_LIMIT_MS);
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    read: (picture, timeS) => ask({ type: "read", picture, timeS }, 0, [picture]),
    takeReference: () => worker.postMessage({ type: "reference" }),
    takeLines: () => worker.postMessage({ type: "lines" }),
    close: () => worker.postMessage({ type: "close" }),
  };
}
