// One planted foot: its rear part turns about the metatarsal heads when the heel lifts, its toes stay where they are.
//
// The two parts are followed on their own, always compared with the still picture and never with the one before, so that
// errors do not add up. Extents and limits are those of cv_rom/landmark_refinement/planted_foot.py.

import { FootColours } from "./foot_colours.js";
import { FootPatch, STILL } from "./foot_patch.js";
import { restore } from "./exposure.js";
import { blurred, rectangleBetween, wholeScale } from "./pixels.js";

/** Of the two parts (along the foot, above it), in lengths of the line from heel to toe landmark, from the heel. */
const REAR = { along: [-0.15, 0.55], above: [-0.28, 0.12] };
const FORE = { along: [0.75, 1.3], above: [-0.3, 0.15] };
/** The landmarks may be off by this much: so far around, pixels of the foot's colour count too (not upward). */
const MARGIN = 0.15;
/** Where foot and floor are seen for sure. */
const FOOT = [{ along: [0.06, 0.4], above: [-0.1, 0.04] }];
const FLOOR = [{ along: [-0.45, -0.32], above: [-0.35, 0.1] }, { along: [-0.2, 1.1], above: [-0.65, -0.52] }];
const SAMPLES = 80;
/** How likely a pixel within the extent shows the foot, and one beside it, before its colour is known. */
const [INSIDE, OUTSIDE] = [0.75, 0.3];
const BALL = [0.75, -0.2];
/** What is looked at around the middle of the foot, in its lengths: also a heel at the height of the knee. */
const AROUND = 0.9;
const PIXELS_A_PART = 600;
/** Longer feet are scaled down to about this. */
const WORKING_LENGTH_PX = 130;
/** Heel lifts that are looked for, and how far off the ball's place may be, in lengths of the foot. */
const TURNS = Array.from({ length: 12 }, (_, i) => ((-7.5 + 5 * i) * Math.PI) / 180);
const SHIFTS = [-0.16, -0.08, 0, 0.08, 0.16].flatMap((x, _, all) => all.map((y) => [x, y]));
const EVERY = 4;
/** From this likeness on the motion next to the last one is taken as found without looking further. */
const SURE = 0.96;
/** A likeness that is less by so much than before is of another place. */
const LESS_ALIKE = 0.005;
/** Below this likeness the patch shows something else. */
const SAME_FOOT = 0.7;
const SAME_TOES = 0.5;
/** Standard deviation of a foot's point: 0.3 px of matching, 0.5 % of the foot of what a rigid part leaves out, 6 % of
 * the foot times what is missing to full likeness, and what the sharpness of the peak leaves open. */
const LOWEST_SD_PX = 0.3;
const OWN_SD = 0.005;
const UNLIKE_SD = 0.06;

export class PlantedFoot {
  #reader;
  #window;
  #scale;
  #colours;
  #rear;
  #fore;
  #heel;
  #toe;
  #length;
  #forward;
  #last = { rear: STILL, fore: STILL };
  #lookFurther = true;
  #useless = 0; // the likeness at which looking further found nothing better

  /** The foot between its landmarks [x, y], pixels of the picture; `reader` is a PixelReader, `gains` as in exposure.js. */
  constructor(picture, reader, { heel, toe }, gains) {
    const length = Math.hypot(toe[0] - heel[0], toe[1] - heel[1]);
    const [x, y] = [(heel[0] + toe[0]) / 2, (heel[1] + toe[1]) / 2];
    const half = AROUND * length;
    this.#reader = reader;
    this.#window = rectangleBetween([x - half, y - half], [x + half, y + half], picture);
    this.#scale = wholeScale(length, WORKING_LENGTH_PX);
    this.#length = length * this.#scale;
    [this.#heel, this.#toe] = [heel, toe].map((place) => this.#inWindow(place));
    this.#forward = toe[0] >= heel[0] ? 1 : -1;
    const pixels = reader.read(picture, this.#window, this.#scale);
    restore(pixels, gains);
    const at = this.#axes();
    this.#colours = new FootColours(coloursAt(pixels, FOOT, at), coloursAt(pixels, FLOOR, at));
    const view = viewOf(pixels, this.#colours);
    [this.#rear, this.#fore] = [REAR, FORE].map((extent) => partOf(view, extent, at));
  }

  /** {heel, forefoot, carries}: how far the landmarks' points moved, {dx_px, dy_px, noise_px}, or null where a part is
   * lost; `carries` tells how far the rear foot moves any point [x, y]. `gains` as in exposure.js.
   */
  motion(picture, gains) {
    const pixels = this.#reader.read(picture, this.#window, this.#scale);
    restore(pixels, gains);
    const view = viewOf(pixels, this.#colours);
    const fore = this.#foundFore(view);
    const rear = this.#foundRear(view, fore);
    return {
      heel: this.#reported(this.#rear, rear, SAME_FOOT, this.#heel),
      forefoot: this.#reported(this.#fore, fore, SAME_TOES, this.#toe),
      carries: (place) => this.#rear.moves(this.#inWindow(place), rear.motion).map((shift) => shift / this.#scale),
    };
  }

  #foundFore(view) {
    const found = mostAlike(this.#fore, view, [this.#last.fore, STILL]);
    if (found.likeness >= SAME_TOES) this.#last.fore = found.motion;
    return found;
  }

  /** Near its last place; where that is not sure, among all heel lifts too; not in each picture while that is of no use, and the
   * likeness stays what it was. */
  #foundRear(view, fore) {
    let found = this.#rear.peak(view, this.#last.rear);
    if (found.likeness < SURE && (this.#lookFurther || found.likeness < this.#useless - LESS_ALIKE)) {
      const other = this.#lifted(view, fore);
      this.#lookFurther = other.likeness > found.likeness;
      if (this.#lookFurther) found = other;
      this.#useless = this.#lookFurther ? 0 : found.likeness;
    } else this.#lookFurther = true;
    if (found.likeness >= SAME_FOOT) this.#last.rear = found.motion;
    return found;
  }

  #lifted(view, fore) {
    const [foreX, foreY] = fore.likeness >= SAME_TOES ? [fore.motion.x, fore.motion.y] : [0, 0];
    const shifts = SHIFTS.map(([x, y]) => [foreX + x * this.#length, foreY + y * this.#length]);
    const lifted = this.#rear.bestOf(view, TURNS.map((turn) => this.#forward * turn), shifts, EVERY);
    return mostAlike(this.#rear, view, [lifted, { turn: 0, x: foreX, y: foreY }]);
  }

  #reported(patch, { motion, likeness, covariance }, least, landmark) {
    if (!(likeness >= least)) return null;
    const [dx, dy] = patch.moves(landmark, motion);
    const unlike = Math.hypot(OWN_SD, UNLIKE_SD * (1 - likeness)) * this.#length;
    const noise = Math.hypot(LOWEST_SD_PX, unlike, patch.spreadOf(landmark, motion, covariance));
    return { dx_px: dx / this.#scale, dy_px: dy / this.#scale, noise_px: noise / this.#scale };
  }

  #inWindow([x, y]) {
    return [(x - this.#window.left) * this.#scale, (y - this.#window.top) * this.#scale];
  }

  /** (along, above) the foot, in its lengths -> place in the window. */
  #axes() {
    const [heel, alongX, alongY] = [this.#heel, this.#toe[0] - this.#heel[0], this.#toe[1] - this.#heel[1]];
    const up = this.#forward;
    return (along, above) => [heel[0] + along * alongX + up * above * alongY, heel[1] + along * alongY - up * above * alongX];
  }
}

/** {width, height, channels}: brightness, and 255 times the share of the foot's colours. */
function viewOf({ width, height, data }, colours) {
  const brightness = new Float32Array(width * height);
  const foot = new Float32Array(width * height);
  for (let i = 0, at = 0; i < brightness.length; i += 1, at += 4) {
    brightness[i] = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
    foot[i] = 255 * colours.share(data[at], data[at + 1], data[at + 2]);
  }
  const calm = (channel) => blurred(blurred(channel, width, height), width, height);
  return { width, height, channels: [brightness, foot].map(calm) };
}

/** The first of the peaks from several starts that is sure, else the most alike. */
function mostAlike(patch, view, starts) {
  let best = null;
  for (const start of starts) {
    const found = patch.peak(view, start);
    if (!(found.likeness <= best?.likeness)) best = found;
    if (best.likeness >= SURE) break;
  }
  return best;
}

/** About `count` evenly spaced places of an extent: rows of [along, above]. */
function grid({ along: [start, end], above: [low, high] }, count) {
  const step = Math.sqrt(((end - start) * (high - low)) / count);
  const steps = (from, to) => Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);
  return steps(low, high).map((above) => steps(start, end).map((along) => [along, above]));
}

function coloursAt({ width, height, data }, extents, at) {
  const places = extents.flatMap((extent) => grid(extent, SAMPLES).flat()).map(([along, above]) => at(along, above));
  return places.flatMap(([x, y]) => {
    const column = Math.min(Math.max(Math.round(x), 0), width - 1);
    const row = Math.min(Math.max(Math.round(y), 0), height - 1);
    const pixel = 4 * (row * width + column);
    return [data[pixel], data[pixel + 1], data[pixel + 2]];
  });
}

/** The pixels within and around `extent`: brightness counts where they show the foot, its outline everywhere. */
function partOf(view, extent, at) {
  const { along: [start, end], above: [low, high] } = extent;
  const around = { along: [start - MARGIN, end + MARGIN], above: [low - MARGIN, high] };
  const rows = grid(around, PIXELS_A_PART);
  const likely = rows.map((row) => row.map(([along, above]) => {
    const prior = along > start && along < end && above > low ? INSIDE : OUTSIDE;
    const [x, y] = at(along, above);
    const column = Math.min(Math.max(Math.round(x), 0), view.width - 1);
    const line = Math.min(Math.max(Math.round(y), 0), view.height - 1);
    const colour = Math.min(0.98, Math.max(0.02, view.channels[1][line * view.width + column] / 255));
    return (prior * colour) / (prior * colour + (1 - prior) * (1 - colour));
  }));
  const weights = rows.flatMap((row, i) => row.map((_, j) => [largestAround(likely, i, j), 1]));
  return new FootPatch(view, rows.flat().map(([along, above]) => at(along, above)), weights, at(...BALL));
}

/** With the outline, which is what shows. */
function largestAround(values, row, column) {
  let largest = 0;
  for (let i = row - 1; i <= row + 1; i += 1) {
    for (let j = column - 1; j <= column + 1; j += 1) largest = Math.max(largest, values[i]?.[j] ?? 0);
  }
  return largest;
}
