// How the measured leg moved, picture after picture. Runs in a worker or in the page.

import { lightOf } from "./exposure.js";
import { PixelReader } from "./pixels.js";
import { PlantedLeg } from "./planted_leg.js";
import { median } from "./shank_outline.js";
import { uprightLines } from "./upright_lines.js";

/** Landmarks jitter: the still picture's are the median of so many pictures. */
const STILL_PICTURES = 9;
/** The light is looked for in a picture of about so many pixels a side. */
const LIGHT_SIDE_PX = 240;

export class LegReader {
  #recent = [];
  #wanted = null; // {side, outlined}
  #wantsLines = false;
  #wantsLight = false;
  #reader = new PixelReader();
  #followed = null; // {side, leg, sinceS}

  /** The next picture with a person is the one that the motion of the leg counts from, "left" or "right" by its landmarks;
   * `outlined` as in planted_leg.js.
   */
  takeReference(side, { outlined }) {
    this.#wanted = { side, outlined };
  }

  /** The next picture with a person is looked through for the room's upright lines. */
  takeLines() {
    this.#wantsLines = true;
  }

  /** How bright the next picture is will be told. */
  takeLight() {
    this.#wantsLight = true;
  }

  /** {footMotion, uprightLines, light, places} of an ImageBitmap with its `landmarks` (as in pose_finder.js, null where nobody is
   * seen): for the live message, and where the leg's points lie for drawing.
   */
  follow(picture, timeS, landmarks) {
    this.#recent = landmarks ? [...this.#recent.slice(1 - STILL_PICTURES), landmarks] : [];
    if (landmarks && this.#wanted) this.#follow(picture, timeS);
    const lines = landmarks && this.#wantsLines ? uprightLines(picture, landmarks) : null;
    if (lines) this.#wantsLines = false;
    const light = this.#wantsLight ? this.#light(picture) : null;
    this.#wantsLight = false;
    if (!this.#followed) return { footMotion: null, uprightLines: lines, light, places: {} };
    const { side, leg, sinceS } = this.#followed;
    const found = leg?.motion(picture, landmarks);
    const footMotion = { reference_time_s: sinceS, left: null, right: null, [side]: found?.motion ?? null };
    return { footMotion, uprightLines: lines, light, places: { [side]: found?.places } };
  }

  #light(picture) {
    const { width, height } = picture;
    return lightOf(this.#reader.read(picture, { left: 0, top: 0, width, height }, Math.min(1, LIGHT_SIDE_PX / Math.max(width, height))));
  }

  #follow(picture, timeS) {
    const still = this.#recent[0].map((_, index) => [0, 1, 2].map((i) => median(this.#recent.map((seen) => seen[index][i]))));
    const { side, outlined } = this.#wanted;
    this.#followed = { side, leg: PlantedLeg.inPicture(picture, still, side, { outlined }), sinceS: timeS };
    this.#wanted = null;
  }
}
