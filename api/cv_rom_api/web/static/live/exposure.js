// Pictures as a camera would show them whose exposure is good, and stays that of a still picture.
// As cv_rom/landmark_refinement/exposure.py does.

import { blurred } from "./pixels.js";
import { median } from "./shank_outline.js";

const EVERY = 8;
/** Pixels beyond are black or burnt out and tell nothing of the exposure. */
const [DARKEST, BRIGHTEST] = [8, 247];
const FEWEST_PIXELS = 50;
const LARGEST_GAIN = 3;
/** What the person's own motion changes in the median; less is left alone. */
const SMALLEST_CHANGE = 0.05;
/** The lightest twentieth of a window on leg, floor and wall is at least so bright in a lit room. */
const [LIGHT, LIGHTEST_SHARE] = [150, 0.95];
/** Beyond, there is more noise than picture. */
const MOST_BRIGHTENING = 8;
/** From this gain on the noise that comes with it is blurred so many times, by 1.4 pixels in all. */
const [NOISY_GAIN, NOISE_PASSES] = [2, 4];

export class Exposure {
  #few;
  #brightening;

  /** The exposure of a still picture's ImageData. */
  constructor(still) {
    this.#few = fewOf(still);
    this.#brightening = Math.min(Math.max(1, LIGHT / Math.max(1, lightest(this.#few))), MOST_BRIGHTENING);
  }

  /** What to multiply each colour of the still picture with to make up for little light; null where it was taken in good light. */
  get brightening() {
    return this.#brightening === 1 ? null : Array(3).fill(this.#brightening);
  }

  /** The same for a later picture of the same window: the median ratio comes to it, as most of the picture stays. */
  gains(later) {
    const now = fewOf(later);
    const gains = [0, 1, 2].map((colour) => {
      const ratios = [];
      for (let i = colour; i < now.length; i += 3) {
        const [before, after] = [this.#few[i], now[i]];
        if (Math.min(before, after) > DARKEST && Math.max(before, after) < BRIGHTEST) ratios.push(before / after);
      }
      if (ratios.length < FEWEST_PIXELS) return 1;
      return Math.min(LARGEST_GAIN, Math.max(1 / LARGEST_GAIN, median(ratios)));
    });
    if (gains.every((gain) => Math.abs(gain - 1) < SMALLEST_CHANGE)) return this.brightening;
    return gains.map((gain) => gain * this.#brightening);
  }
}

/** Makes ImageData look as a good exposure would have shown it; `gains` null changes nothing. */
export function restore({ width, height, data }, gains) {
  if (!gains) return;
  for (let i = 0; i < data.length; i += 4) {
    for (let colour = 0; colour < 3; colour += 1) data[i + colour] *= gains[colour]; // clamped to 0..255 by its type
  }
  if (Math.max(...gains) < NOISY_GAIN) return;
  let calm = data;
  for (let pass = 0; pass < NOISE_PASSES; pass += 1) calm = blurred(calm, width, height, 4);
  data.set(calm);
}

/** How bright, 0 to 255, the lightest twentieth of ImageData is at least, by each pixel's brightest colour. */
export function lightOf(pixels) {
  return lightest(fewOf(pixels));
}

function lightest(few) {
  const pixels = Array.from({ length: few.length / 3 }, (_, i) => Math.max(...few.slice(3 * i, 3 * i + 3)));
  return pixels.sort((one, other) => one - other)[Math.floor(LIGHTEST_SHARE * (pixels.length - 1))];
}

function fewOf({ width, height, data }) {
  const few = [];
  for (let row = 0; row < height; row += EVERY) {
    for (let column = 0; column < width; column += EVERY) {
      const at = 4 * (row * width + column);
      few.push(data[at], data[at + 1], data[at + 2]);
    }
  }
  return few;
}
