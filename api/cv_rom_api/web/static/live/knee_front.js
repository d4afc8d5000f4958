// The foremost point of the knee: where the leg's colours end and those of the wall before it begin. What the knee will
// come to lie before, it leaves free in stance: leg and wall are learned there, both for sure. Extents and limits are those
// of cv_rom/landmark_refinement/knee_front.py.

import { restore } from "./exposure.js";
import { FootColours } from "./foot_colours.js";
import { PixelReader, colourPicture, rectangleBetween, wholeScale } from "./pixels.js";
import { median } from "./shank_outline.js";

/** Rows above and below the knee landmark, and the way forward from it, that are looked at, in lengths of the shank. */
const [AROUND, REACH] = [0.2, 0.35];
const LEG_HALF_WIDTH = 0.05;
/** Where the picture in front of the knee is free of it in stance, in lengths of the shank from the knee landmark. */
const FREE = { ahead: [0.28, 0.75], down: [-0.1, 0.45] };
const [SAMPLES, BESIDE] = [40, 9];
const SMALLEST_SHANK_PX = 60;
/** Longer shanks are scaled down to about this. */
const WORKING_SHANK_PX = 300;
/** Less far forward of the ankle (in lengths of the shank) the knee touches no wall. */
const FORWARD = 0.1;
const SURE = 0.02;
const EDGE_PX = 3;
/** At least this share of the rows must show an edge within the reach. */
const PLAIN = 0.5;
/** Leg and wall are told apart when pixels of one are taken for it so much more often than pixels of the other. */
const TOLD_APART = 0.4;
/** Of the rows, so that one that errs does not make the knee longer. */
const FOREMOST = 0.95;
/** Standard deviation: a pixel of blur, and 0.6 % of the shank for cloth and shadow. */
const [SD_PX, SD] = [1, 0.006];

export class KneeFront {
  #reader;
  #forward;
  #colours;
  #gains;

  /** Learned in a still picture from its {hip, knee, ankle, heel, toe} [x, y]; null where leg and wall are not told apart. `gains`
   * make up for little light, as in exposure.js.
   */
  static inPicture(picture, { hip, knee, ankle, heel, toe }, gains) {
    const length = Math.hypot(knee[0] - ankle[0], knee[1] - ankle[1]);
    if (!(length >= SMALLEST_SHANK_PX)) return null;
    const forward = toe[0] >= heel[0] ? 1 : -1;
    const half = LEG_HALF_WIDTH * length;
    const leg = [...band(knee, between(knee, ankle, 0.5), half), ...band(knee, between(knee, hip, 0.3), half)];
    const free = steps(...FREE.down).flatMap((down) => steps(...FREE.ahead).map((ahead) =>
      [knee[0] + forward * length * ahead, knee[1] + length * down]));
    const seen = free.filter(([x, y]) => x >= 0 && y >= 0 && x < picture.width && y < picture.height);
    if (seen.length < PLAIN * free.length) return null;
    const reader = new PixelReader();
    const [onLeg, onWall] = [leg, seen].map((places) => coloursAt(picture, reader, places, gains));
    const colours = new FootColours(onLeg, onWall);
    return meanShare(colours, onLeg) - meanShare(colours, onWall) > TOLD_APART ? new KneeFront(reader, forward, colours, gains) : null;
  }

  constructor(reader, forward, colours, gains) {
    [this.#reader, this.#forward, this.#colours, this.#gains] = [reader, forward, colours, gains];
  }

  /** {at_px: [x, y], noise_px} in a picture with the landmarks {knee, ankle}; null where the knee's front is not seen. */
  find(picture, { knee, ankle }) {
    const length = Math.hypot(knee[0] - ankle[0], knee[1] - ankle[1]);
    if (!(this.#forward * (knee[0] - ankle[0]) > FORWARD * length && REACH * length >= 3 * EDGE_PX)) return null;
    const [near, far] = [knee[0], knee[0] + this.#forward * REACH * length];
    const [top, bottom] = [knee[1] - AROUND * length, knee[1] + AROUND * length];
    const [left, right] = [Math.min(near, far), Math.max(near, far)];
    if (!(left >= 0 && top >= 0 && right <= picture.width && bottom <= picture.height)) return null;
    const window = rectangleBetween([left, top], [right, bottom], picture);
    const scale = wholeScale(length, WORKING_SHANK_PX);
    const pixels = this.#reader.read(picture, window, scale);
    restore(pixels, this.#gains);
    const part = colourPicture(pixels);
    const ends = this.#ends(part);
    const found = ends.filter(Number.isFinite).sort((one, other) => one - other);
    if (found.length < PLAIN * ends.length) return null;
    const foremost = found[Math.ceil(FOREMOST * (found.length - 1))];
    const rows = ends.flatMap((end, row) => (end >= foremost ? [row] : []));
    const row = rows.reduce((sum, value) => sum + value, 0) / rows.length;
    const across = this.#forward > 0 ? foremost : part.width - foremost;
    const at = [window.left + (across * window.width) / part.width, window.top + (row * window.height) / part.height];
    return { at_px: at, noise_px: Math.hypot(SD_PX, SD * length) };
  }

  /** How far forward the leg reaches in each row; NaN where it has no end: the most likely end of a row of leg pixels before
   * wall pixels, then the steepest step of colour beside it.
   */
  #ends({ width, height, rgb }) {
    const pixel = (row, ahead) => 3 * (row * width + (this.#forward > 0 ? ahead : width - 1 - ahead));
    const steepest = new Array(height).fill(NaN);
    const edges = Array.from({ length: height }, (_, row) => {
      const end = this.#likelyEnd(rgb, (ahead) => pixel(row, ahead), width);
      steepest[row] = steepestNear(rgb, (ahead) => pixel(row, ahead), width, end);
      return end;
    });
    const clamped = (row) => steepest[Math.min(height - 1, Math.max(0, row))];
    return edges.map((end, row) => {
      if (end <= 0 || end >= width - EDGE_PX) return NaN;
      return median([-2, -1, 0, 1, 2].map((off) => clamped(row + off))) + 0.5;
    });
  }

  #likelyEnd(rgb, pixel, width) {
    let [sum, largest, end] = [0, -Infinity, 0];
    for (let ahead = 0; ahead < width; ahead += 1) {
      const at = pixel(ahead);
      const share = Math.min(1 - SURE, Math.max(SURE, this.#colours.share(rgb[at], rgb[at + 1], rgb[at + 2])));
      sum += Math.log(share / (1 - share));
      if (sum > largest) [largest, end] = [sum, ahead];
    }
    return end;
  }
}

function steepestNear(rgb, pixel, width, end) {
  let [steepest, best] = [-1, end];
  for (let ahead = Math.max(1, end - EDGE_PX); ahead <= Math.min(width - 2, end + EDGE_PX); ahead += 1) {
    const [before, after] = [pixel(ahead - 1), pixel(ahead + 1)];
    const step = Math.hypot(rgb[after] - rgb[before], rgb[after + 1] - rgb[before + 1], rgb[after + 2] - rgb[before + 2]);
    if (step > steepest) [steepest, best] = [step, ahead];
  }
  return best;
}

function steps(from, to) {
  return Array.from({ length: SAMPLES }, (_, i) => from + ((to - from) * i) / (SAMPLES - 1));
}

function between([x, y], [otherX, otherY], share) {
  return [x + share * (otherX - x), y + share * (otherY - y)];
}

/** Places along a line and beside it. */
function band(start, end, half) {
  const [alongX, alongY] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.max(Math.hypot(alongX, alongY), 1);
  return steps(0, 1).flatMap((share) => Array.from({ length: BESIDE }, (_, i) => {
    const aside = (half * ((2 * i) / (BESIDE - 1) - 1)) / length;
    return [start[0] + share * alongX - aside * alongY, start[1] + share * alongY + aside * alongX];
  }));
}

/** [r, g, b] one after the other, a little blurred as `find` sees them. */
function coloursAt(picture, reader, places, gains) {
  const corner = (choose) => [0, 1].map((axis) => places.reduce((found, place) => choose(found, place[axis]), places[0][axis]));
  const window = rectangleBetween(corner(Math.min), corner(Math.max).map((value) => value + 1), picture);
  const pixels = reader.read(picture, window, 1);
  restore(pixels, gains);
  const { width, height, rgb } = colourPicture(pixels);
  return places.flatMap(([x, y]) => {
    const column = Math.min(width - 1, Math.max(0, Math.round(x) - window.left));
    const row = Math.min(height - 1, Math.max(0, Math.round(y) - window.top));
    return Array.from(rgb.subarray(3 * (row * width + column), 3 * (row * width + column) + 3));
  });
}

function meanShare(colours, pixels) {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) sum += colours.share(pixels[i], pixels[i + 1], pixels[i + 2]);
  return (3 * sum) / pixels.length;
}
