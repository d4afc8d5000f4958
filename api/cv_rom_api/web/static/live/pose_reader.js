// Has pictures read by a worker, so that the page stays quick; by the page itself where a worker cannot.

import { FrameReader } from "./frame_reader.js";

const START_LIMIT_MS = 60_000;

/** {read(picture, timeS, nearly), takeReference(side), takeLines(), close()}; `places` as in pose_finder.js. `nearly` is called
 * when a picture is nearly read: then the next one may be handed over.
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
    takeReference: (side) => reader.takeReference(side),
    takeLines: () => reader.takeLines(),
    close: () => reader.close(),
  };
}

async function workerReader(places) {
  const worker = new Worker(new URL("./pose_worker.js", import.meta.url), { type: "module" });
  const asked = []; // what the worker has not answered yet, in its order
  worker.onerror = ({ message: reason }) => asked.splice(0).forEach(({ reject }) => reject(new Error(reason)));
  worker.onmessage = ({ data }) => {
    if (data.type === "nearly") asked[0].nearly();
    else if (data.type === "failed") asked.shift().reject(new Error(data.message));
    else asked.shift().resolve(data);
  };
  const ask = (message, { moved = [], nearly = null } = {}) => new Promise((resolve, reject) => {
    asked.push({ resolve, reject, nearly });
    worker.postMessage(message, moved);
  });
  try {
    await withinLimit(ask({ type: "start", places: { ...places } }));
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    read: (picture, timeS, nearly) => ask({ type: "read", picture, timeS }, { moved: [picture], nearly }),
    takeReference: (side) => worker.postMessage({ type: "reference", side }),
    takeLines: () => worker.postMessage({ type: "lines" }),
    close: () => worker.postMessage({ type: "close" }),
  };
}

function withinLimit(started) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), START_LIMIT_MS);
    started.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
