// Reads pictures: first the pose, then how the measured leg moved. Two workers do so side by side, each at a picture of its
// own, so that the page stays quick; where a worker cannot, the page itself.

import { AskedWorker } from "./asked_worker.js";
import { LegReader } from "./leg_reader.js";
import { poseFinder } from "./pose_finder.js";

const START_LIMIT_MS = 60_000;
/** So long before a pose is found the next picture is wanted: taking one takes a moment, and a fresh one is worth more. */
const AHEAD_MS = 12;
/** Share of the newest pose in the time that one usually takes. */
const NEWEST_SHARE = 0.3;

/** A `PictureReader`; `places` as in pose_finder.js. */
export async function pictureReader(places) {
  try {
    return new PictureReader(await inWorkers(places));
  } catch {
    return new PictureReader(await inPage(places)); // older browsers draw in no worker
  }
}

export class PictureReader {
  #parts;
  #read = null; // the newest picture
  #before = null; // the one before
  #found = null; // the newest picture's pose
  #finding = 0;
  #sinceMs = 0; // when the finder was last free for a picture
  #usualMs = null;

  /** `parts`: {find({picture, timeS}), follow({picture, timeS, landmarks}), reference({side, outlined}), lines(), light(), close()}. */
  constructor(parts) {
    this.#parts = parts;
  }

  /** {picture, timeS, landmarks, footMotion, uprightLines, light, places}: see pose_finder.js and leg_reader.js. */
  read(picture, timeS) {
    this.#before = this.#read;
    this.#found = this.#find({ picture, timeS });
    this.#read = this.#found.then(async (found) => ({ timeS, ...found, ...(await this.#parts.follow({ timeS, ...found })) }));
    return this.#read;
  }

  /** Until the next picture is to be taken: soon before the newest one's pose is found, if the leg is not behind. */
  async nextWanted() {
    await this.#before;
    if (this.#usualMs === null) await this.#found;
    else await Promise.race([this.#found, after(this.#sinceMs + this.#usualMs - AHEAD_MS - performance.now())]);
  }

  takeReference(side, wanted) {
    this.#parts.reference({ side, ...wanted });
  }

  takeLines() {
    this.#parts.lines();
  }

  takeLight() {
    this.#parts.light();
  }

  close() {
    return this.#parts.close();
  }

  async #find(given) {
    if (!this.#finding) this.#sinceMs = performance.now();
    this.#finding += 1;
    const found = await this.#parts.find(given);
    this.#finding -= 1;
    const nowMs = performance.now();
    this.#usualMs = (1 - NEWEST_SHARE) * (this.#usualMs ?? 0) + NEWEST_SHARE * (nowMs - this.#sinceMs);
    this.#sinceMs = nowMs;
    return found;
  }
}

async function inWorkers(places) {
  const [pose, leg] = ["./pose_worker.js", "./leg_worker.js"].map((script) => new AskedWorker(script));
  const end = () => [pose, leg].forEach((worker) => worker.end());
  try {
    await withinLimit(Promise.all([pose.ask("start", { places: { ...places } }), leg.ask("start")]));
  } catch (error) {
    end();
    throw error;
  }
  return {
    find: (given) => pose.ask("find", given),
    follow: (given) => leg.ask("follow", given),
    reference: (given) => leg.ask("reference", given),
    lines: () => leg.ask("lines"),
    light: () => leg.ask("light"),
    close: () => pose.ask("close").finally(end),
  };
}

async function inPage(places) {
  const [finder, leg] = [await poseFinder(places), new LegReader()];
  return {
    find: async ({ picture, timeS }) => ({ picture, landmarks: finder.find(picture, timeS) }),
    follow: async ({ picture, timeS, landmarks }) => leg.follow(picture, timeS, landmarks),
    reference: ({ side, ...wanted }) => leg.takeReference(side, wanted),
    lines: () => leg.takeLines(),
    light: () => leg.takeLight(),
    close: () => finder.close(),
  };
}

function after(durationMs) {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function withinLimit(started) {
  return Promise.race([started, after(START_LIMIT_MS).then(() => Promise.reject(new Error("no answer")))]);
}
