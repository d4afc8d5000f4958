// A camera that sets its exposure anew while the person moves: brought back to that of a still picture.
// As cv_rom/landmark_refinement/exposure.py does.

import { median } from "./shank_outline.js";

const EVERY = 8;
/** Pixels beyond are black or burnt out and tell nothing of the exposure. */
const [DARKEST, BRIGHTEST] = [8, 247];
const FEWEST_PIXELS = 50;
const LARGEST_GAIN = 3;
/** What the person's own motion changes in the median; less is left alone. */
const SMALLEST_CHANGE = 0.05;

export class Exposure {
  #few;

  /** The exposure of a still picture's ImageData. */
  constructor(still) {
    this.#few = fewOf(still);
  }

  /** What to multiply each colour of a later picture of the same window with: the median ratio, as most of it stays. */
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
    return gains.every((gain) => Math.abs(gain - 1) < SMALLEST_CHANGE) ? null : gains;
  }
}

/** Makes ImageData look as the still picture's exposure would have shown it; `gains` null changes nothing. */
export function restore({ data }, gains) {
  if (!gains) return;
  for (let i = 0; i < data.length; i += 4) {
    for (let colour = 0; colour < 3; colour += 1) data[i + colour] *= gains[colour]; // clamped to 0..255 by its type
  }
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
