// Reads one picture after the other: the pose, then how the planted legs moved. Runs in a worker or in the page.

import { PlantedLeg } from "./planted_leg.js";
import { poseFinder } from "./pose_finder.js";
import { median } from "./shank_outline.js";
import { uprightLines } from "./upright_lines.js";

/** Landmarks jitter: the still picture's are the median of so many pictures. */
const STILL_PICTURES = 9;
const LOOK_AGAIN = 3;
const SIDES = ["left", "right"];

export class FrameReader {
  #finder;
  #recent = [];
  #wantsReference = false;
  #wantsLines = false;
  #legs = null;
  #referenceTimeS = null;

  /** `places` as in pose_finder.js. */
  static async made(places) {
    const reader = new FrameReader();
    reader.#finder = await poseFinder(places);
    return reader;
  }

  /** The next picture with a person is the one that the legs' motion counts from. */
  takeReference() {
    this.#wantsReference = true;
  }

  /** The next picture with a person is looked through for the room's upright lines. */
  takeLines() {
    this.#wantsLines = true;
  }

  /** {landmarks, footMotion, uprightLines, places} of an ImageBitmap: for the live message, and where each leg's points lie for drawing.
   * landmarks is null where nobody is seen. `nearly` is called when the smaller part of the work is left.
   */
  read(picture, timeS, nearly) {
    const landmarks = this.#finder.find(picture, timeS);
    nearly();
    this.#recent = landmarks ? [...this.#recent.slice(1 - STILL_PICTURES), landmarks] : [];
    if (landmarks && this.#wantsReference) this.#cutLegs(picture, timeS);
    const lines = landmarks && this.#wantsLines ? uprightLines(picture, landmarks) : null;
    if (lines) this.#wantsLines = false;
    if (!this.#legs) return { landmarks, footMotion: null, uprightLines: lines, places: {} };
    const [left, right] = SIDES.map((side) => this.#motionOf(side, picture, landmarks));
    const footMotion = { reference_time_s: this.#referenceTimeS, left: left?.motion ?? null, right: right?.motion ?? null };
    return { landmarks, footMotion, uprightLines: lines, places: { left: left?.places, right: right?.places } };
  }

  close() {
    this.#finder.close();
  }

  #cutLegs(picture, timeS) {
    const still = this.#recent[0].map((_, index) => [0, 1, 2].map((i) => median(this.#recent.map((seen) => seen[index][i]))));
    this.#legs = new Map(SIDES.map((side) => [side, { leg: PlantedLeg.inPicture(picture, still, side), missed: 0 }]));
    this.#referenceTimeS = timeS;
    this.#wantsReference = false;
  }

  /** A leg that is lost, as the far one is behind the near one, is looked for in some pictures only: that is costly. */
  #motionOf(side, picture, landmarks) {
    const known = this.#legs.get(side);
    if (known.missed % LOOK_AGAIN) {
      known.missed += 1;
      return null;
    }
    const found = known.leg?.motion(picture, landmarks) ?? null;
    known.missed = found ? 0 : known.missed + 1;
    return found;
  }
}
