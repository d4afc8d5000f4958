// Reads one picture after the other: the pose, then how the planted legs moved. Runs in a worker or in the page.

import { PlantedLeg } from "./planted_leg.js";
import { poseFinder } from "./pose_finder.js";
import { median } from "./shank_outline.js";

/** Landmarks jitter: the still picture's are the median of so many pictures. */
const STILL_PICTURES = 9;

export class FrameReader {
  #finder;
  #recent = [];
  #wanted = null;
  #legs = null;
  #referenceTimeS = null;

  /** `places` as in pose_finder.js. */
  static async made(places) {
    const reader = new FrameReader();
    reader.#finder = await poseFinder(places);
    return reader;
  }

  /** The next picture with a person is the one that the motion of these legs ("left", "right") counts from. */
  takeReference(sides) {
    this.#wanted = sides;
  }

  /** {landmarks, footMotion} of an ImageBitmap; landmarks is null where nobody is seen. */
  read(picture, timeS) {
    const landmarks = this.#finder.find(picture, timeS);
    this.#recent = landmarks ? [...this.#recent.slice(1 - STILL_PICTURES), landmarks] : [];
    if (landmarks && this.#wanted) this.#cutLegs(picture, timeS);
    return { landmarks, footMotion: this.#legs && this.#footMotion(picture, landmarks) };
  }

  close() {
    this.#finder.close();
  }

  #cutLegs(picture, timeS) {
    const still = this.#recent[0].map((_, index) => [0, 1, 2].map((i) => median(this.#recent.map((seen) => seen[index][i]))));
    this.#legs = new Map(this.#wanted.map((side) => [side, PlantedLeg.inPicture(picture, still, side)]));
    this.#referenceTimeS = timeS;
    this.#wanted = null;
  }

  #footMotion(picture, landmarks) {
    const motionOf = (side) => this.#legs.get(side)?.motion(picture, landmarks) ?? null;
    return { reference_time_s: this.#referenceTimeS, left: motionOf("left"), right: motionOf("right") };
  }
}
