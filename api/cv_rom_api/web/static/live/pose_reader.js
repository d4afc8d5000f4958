// Has pictures read by a worker, so that the page stays quick; by the page itself where a worker cannot.

import { FrameReader } from "./frame_reader.js";

const START_LIMIT_MS = 60_000;

/** {read(picture, timeS, nearly), takeReference(), takeLines(), close()}; `places` as in pose_finder.js. One picture at a
 * time; `nearly` is called when it is nearly read.
 */
export async function poseReader(places) {
  try {
    return await workerReader(places);
  } catch {
    return pageReader(await FrameReader.made(places)); // older browsers draw in no worker
  }
}

function pageReader(reader) {
  return {
    read: async (picture, timeS, nearly) => ({ picture, timeS, ...reader.read(picture, timeS, nearly) }),
    takeReference: () => reader.takeReference(),
    takeLines: () => reader.takeLines(),
    close: () => reader.close(),
  };
}

async function workerReader(places) {
  const worker = new Worker(new URL("./pose_worker.js", import.meta.url), { type: "module" });
  const ask = (message, { limitMs = 0, moved = [], nearly = null } = {}) => new Promise((resolve, reject) => {
    const timer = limitMs && setTimeout(() => reject(new Error("no answer")), limitMs);
    worker.onerror = ({ message: reason }) => reject(new Error(reason));
    worker.onmessage = ({ data }) => {
      if (data.type === "nearly") {
        nearly();
        return;
      }
      clearTimeout(timer);
      if (data.type === "failed") reject(new Error(data.message));
      else resolve(data);
    };
    worker.postMessage(message, moved);
  });
  try {
    await ask({ type: "start", places: { ...places } }, { limitMs: START_LIMIT_MS });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    read: (picture, timeS, nearly) => ask({ type: "read", picture, timeS }, { moved: [picture], nearly }),
    takeReference: () => worker.postMessage({ type: "reference" }),
    takeLines: () => worker.postMessage({ type: "lines" }),
    close: () => worker.postMessage({ type: "close" }),
  };
}
