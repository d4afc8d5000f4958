// The rearmost point of the heel and the foremost point of the toes in a still picture: the foot is cut out of the floor by
// its colours and edges (GrabCut: Rother, Kolmogorov & Blake 2004), from two first guesses. A foot that is really seen ends
// at the same place both times. Boxes and limits are those of cv_rom/landmark_refinement/foot_ends.py.

import { FootColours } from "./foot_colours.js";
import { MinCut } from "./min_cut.js";
import { PixelReader, colourPicture, rectangleBetween } from "./pixels.js";
import { colourDistance, median } from "./shank_outline.js";

/** The foot is cut out at this length from heel to toe landmark. */
const WORKING_FOOT_PX = 100;
/** Of shorter feet the toes are missed on a floor of similar colour. */
const SMALLEST_FOOT_PX = 50;
/** What is looked at, in lengths from heel to toe landmark: about the heel landmark. */
const [BEHIND, AHEAD, ABOVE, BELOW] = [0.45, 1.6, 0.35, 0.5];
/** Along the foot from the heel landmark and above it: the foot for sure. */
const SURE = { along: [0.08, 0.85], above: [-0.06, 0.04] };
const GUESSES = [
  { along: [-0.12, 1.25], above: [-0.25, 0.25] },
  { along: [-0.03, 1.05], above: [-0.2, 0.12] },
];
/** Beyond these there is no foot, even if the landmarks are off by a tenth of it. */
const [FARTHEST_BACK, FARTHEST_AHEAD, FARTHEST_BELOW] = [-0.28, 1.42, -0.42];
const ROUNDS = 2;
/** The ends lie between these heights above the sole: below lies the foot's own shadow, above are tendon and shank. */
const [SHADOW, LOW] = [0.06, 0.4];
const [HEEL_UP_TO, TOES_FROM] = [0.4, 0.6];
const AGREEMENT = 0.05;
const LIMIT = 0.02;
const [ROWS, STRIP_PX] = [5, 4];
/** At an end the colours of foot and floor differ by more than a plain surface does, and by more than noise. */
const [FAINTEST, NOISES] = [10, 1.5];
const NOISE_EVERY = 7;
/** What a boundary of one pixel costs where neighbours look the same; a certain pixel outweighs them all. */
const BOUNDARY = 20;
const SURELY = 1000;
/** Of the colours of foot and floor: many samples tell them finely. */
const COLOURS = { kernelRgb: 7, unknown: 0.002 };
const [FLOOR, PERHAPS_FLOOR, PERHAPS_FOOT, FOOT] = [0, 1, 2, 3];
/** Standard deviation of an end: the picture's own blur, and 0.8 % of the foot for shadow and compression. */
const [OWN_SD_PX, OWN_SD] = [0.7, 0.008];

/** {heel_px: [x, y], toe_px: [x, y], noise_px} between two landmarks [x, y] of a picture; null where the foot does not stand
 * out. Takes a tenth of a second, the first time twice that.
 */
export function footEnds(picture, heel, toe, reader = new PixelReader()) {
  const length = Math.hypot(toe[0] - heel[0], toe[1] - heel[1]);
  if (!(length >= SMALLEST_FOOT_PX)) return null;
  const forward = toe[0] >= heel[0] ? 1 : -1;
  const [top, bottom] = [Math.min(heel[1], toe[1]) - ABOVE * length, Math.max(heel[1], toe[1]) + BELOW * length];
  const [back, front] = [heel[0] - forward * BEHIND * length, heel[0] + forward * AHEAD * length];
  const window = rectangleBetween([Math.min(back, front), top], [Math.max(back, front), bottom], picture);
  const pixels = reader.read(picture, window, WORKING_FOOT_PX / length);
  const [scaleX, scaleY] = [pixels.width / window.width, pixels.height / window.height];
  const inWindow = ([x, y]) => [(x - window.left) * scaleX, (y - window.top) * scaleY];
  const found = endsInPixels(pixels, inWindow(heel), inWindow(toe));
  if (!found) return null;
  const inPicture = ([x, y]) => [x / scaleX + window.left, y / scaleY + window.top];
  const ends = [found.heel, found.toe].map(inPicture);
  const inside = ends.every(([x, y]) => x > 1 && y > 1 && x < picture.width - 2 && y < picture.height - 2);
  const noise = Math.hypot(OWN_SD_PX, OWN_SD * length, found.apart / 2 / scaleX);
  return inside ? { heel_px: ends[0], toe_px: ends[1], noise_px: noise } : null;
}

/** {heel, toe, apart} in ImageData whose feet are about `WORKING_FOOT_PX` long. */
function endsInPixels(pixels, heel, toe) {
  const place = placesAlong(pixels, heel, toe);
  const links = linksOf(pixels);
  const found = GUESSES.map((guess) => endsOf(pixels, cutOut(pixels, place, links, guess), place));
  if (!found[0] || !found[1]) return null;
  const apart = Math.max(...["heel", "toe"].map((end) => Math.abs(found[0][end][0] - found[1][end][0])));
  if (apart > AGREEMENT * WORKING_FOOT_PX) return null;
  const middle = (end) => [0, 1].map((axis) => (found[0][end][axis] + found[1][end][axis]) / 2);
  return { heel: middle("heel"), toe: middle("toe"), apart };
}

/** {along, above, forward, middle}: of every pixel, how far along the foot it lies and how far above its line, in its length. */
function placesAlong({ width, height }, heel, toe) {
  const [alongX, alongY] = [toe[0] - heel[0], toe[1] - heel[1]];
  const squared = alongX ** 2 + alongY ** 2;
  const forward = alongX >= 0 ? 1 : -1;
  const [along, above] = [new Float32Array(width * height), new Float32Array(width * height)];
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) {
      const [right, down] = [x - heel[0], y - heel[1]];
      along[at] = (right * alongX + down * alongY) / squared;
      above[at] = (forward * (right * alongY - down * alongX)) / squared;
    }
  }
  return { along, above, forward, middle: [heel[0] + 0.4 * alongX, heel[1] + 0.4 * alongY].map(Math.round) };
}

const within = ([low, high], value) => value > low && value < high;

/** The pixels of the foot, 1 each, found from a first guess. */
function cutOut({ width, height, data }, { along, above, middle }, links, guess) {
  const inBox = (box, at) => within(box.along, along[at]) && within(box.above, above[at]);
  const labels = Uint8Array.from(along, (_, at) => {
    if (along[at] < FARTHEST_BACK || along[at] > FARTHEST_AHEAD || above[at] < FARTHEST_BELOW) return FLOOR;
    if (inBox(SURE, at)) return FOOT;
    return inBox(guess, at) ? PERHAPS_FOOT : PERHAPS_FLOOR;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const costs = costsOf(data, labels);
    const foot = minCut(width, height, costs, links);
    foot.forEach((isFoot, at) => {
      if (labels[at] === PERHAPS_FLOOR || labels[at] === PERHAPS_FOOT) labels[at] = isFoot ? PERHAPS_FOOT : PERHAPS_FLOOR;
    });
  }
  return largestPiece(opened(labels.map((label) => (label >= PERHAPS_FOOT ? 1 : 0)), width, height), width, height, middle);
}

/** What it costs to call each pixel floor, less what it costs to call it foot: by the colours of both. */
function costsOf(data, labels) {
  const colours = new FootColours(coloursOf(data, labels, true), coloursOf(data, labels, false), COLOURS);
  return Float32Array.from(labels, (label, at) => {
    if (label === FOOT) return SURELY;
    if (label === FLOOR) return -SURELY;
    const share = colours.share(data[4 * at], data[4 * at + 1], data[4 * at + 2]);
    return Math.log(share / (1 - share));
  });
}

/** [r, g, b] one after the other, of what is labelled as foot or as floor. */
function coloursOf(data, labels, isFoot) {
  const found = new Uint8Array(3 * labels.length);
  let end = 0;
  for (let at = 0; at < labels.length; at += 1) {
    if ((labels[at] >= PERHAPS_FOOT) !== isFoot) continue;
    found.set(data.subarray(4 * at, 4 * at + 3), end);
    end += 3;
  }
  return found.subarray(0, end);
}

/** Of every pixel and its neighbours right, below right, below, below left: what a boundary between them costs. */
function linksOf({ width, height, data }) {
  const steps = [1, width + 1, width, width - 1];
  const squared = new Float32Array(4 * width * height);
  let [sum, count] = [0, 0];
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      steps.forEach((step, way) => {
        let apart = 0;
        for (let c = 0; c < 3; c += 1) apart += (data[4 * at + c] - data[4 * (at + step) + c]) ** 2;
        squared[4 * at + way] = apart;
        sum += apart;
        count += 1;
      });
    }
  }
  const usual = (2 * sum) / count;
  return squared.map((apart, i) => BOUNDARY * Math.exp(-apart / usual) * (i % 2 ? Math.SQRT1_2 : 1)); // odd: diagonal
}

function minCut(width, height, costs, links) {
  const wide = width + 2; // with a margin without links
  const cut = new MinCut(wide, height + 2);
  const node = (at) => (Math.floor(at / width) + 1) * wide + (at % width) + 1;
  costs.forEach((cost, at) => cut.prefer(node(at), cost));
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      for (let way = 0; way < 4; way += 1) cut.link(node(at), way, links[4 * at + way]);
    }
  }
  const sides = cut.cut();
  return costs.map((_, at) => sides[node(at)]);
}

/** Without what is narrower than three pixels. */
function opened(mask, width, height) {
  return spread(spread(mask, width, height, Math.min), width, height, Math.max);
}

/** The least or largest of each pixel's neighbours and its own; what lies beyond the picture does not count. */
function spread(mask, width, height, choose) {
  const along = mask.map((value, at) => choose(value, at % width ? mask[at - 1] : value, (at + 1) % width ? mask[at + 1] : value));
  return along.map((value, at) => choose(value, along[at - width] ?? value, along[at + width] ?? value));
}

/** What hangs together with the pixel in the middle of the foot. */
function largestPiece(mask, width, height, [x, y]) {
  const piece = new Uint8Array(mask.length);
  const waiting = [y * width + x];
  while (waiting.length) {
    const at = waiting.pop();
    if (!mask[at] || piece[at]) continue;
    piece[at] = 1;
    const column = at % width;
    for (const row of [at - width, at, at + width]) {
      waiting.push(row);
      if (column > 0) waiting.push(row - 1);
      if (column < width - 1) waiting.push(row + 1);
    }
  }
  return piece;
}

/** {heel, toe} of a cut out foot; null where they run into the limits of what was looked at, or foot and floor look alike. */
function endsOf(pixels, foot, { along, forward }) {
  const { width } = pixels;
  const places = [];
  foot.forEach((is, at) => { if (is) places.push(at); });
  if (!places.length) return null;
  const row = (at) => Math.floor(at / width);
  const sole = row(places[Math.floor(0.995 * (places.length - 1))]); // they come from top to bottom
  const low = places.filter((at) => within([SHADOW, LOW], (sole - row(at)) / WORKING_FOOT_PX));
  const heel = foremost(low.filter((at) => along[at] < HEEL_UP_TO), width, -forward);
  const toe = foremost(low.filter((at) => along[at] > TOES_FROM), width, forward);
  if (!heel || !toe) return null;
  const inside = along[heel.at] > FARTHEST_BACK + LIMIT && along[toe.at] < FARTHEST_AHEAD - LIMIT;
  const step = Math.min(stepOf(pixels, foot, heel.row, -forward), stepOf(pixels, foot, toe.row, forward));
  const plain = step > FAINTEST + NOISES * noiseOf(pixels);
  const edge = ({ column, row: y }, outward) => [column + (outward > 0 ? 1 : 0), y];
  return inside && plain ? { heel: edge(heel, -forward), toe: edge(toe, forward) } : null;
}

/** {column, row, at} of the pixels that lie furthest to the right (`outward` 1) or left (-1); null without any. */
function foremost(places, width, outward) {
  if (!places.length) return null;
  const column = outward * Math.max(...places.map((at) => outward * (at % width)));
  const row = Math.round(median(places.filter((at) => at % width === column).map((at) => Math.floor(at / width))));
  return { column, row, at: row * width + column };
}

/** Step of colour (RGB) across the outline's end in the rows around `row`. */
function stepOf({ width, height, data }, foot, row, outward) {
  const steps = [];
  for (let y = Math.max(0, row - ROWS); y <= Math.min(height - 1, row + ROWS); y += 1) {
    const line = foot.subarray(y * width, (y + 1) * width);
    const edge = outward > 0 ? line.lastIndexOf(1) + 1 : line.indexOf(1);
    if (edge <= 0 || edge >= width) continue;
    const left = meanColour(data, y * width, Math.max(0, edge - STRIP_PX), edge);
    const right = meanColour(data, y * width, edge, Math.min(width, edge + STRIP_PX));
    steps.push(colourDistance(left, right));
  }
  return steps.length ? steps.reduce((sum, step) => sum + step, 0) / steps.length : 0;
}

function meanColour(data, start, from, to) {
  const sum = [0, 0, 0];
  for (let x = from; x < to; x += 1) {
    for (let colour = 0; colour < 3; colour += 1) sum[colour] += data[4 * (start + x) + colour];
  }
  return sum.map((value) => value / (to - from));
}

/** What neighbouring pixels of one surface differ by (RGB), mostly. */
function noiseOf(pixels) {
  const { rgb } = colourPicture(pixels);
  const apart = Array.from({ length: Math.floor(rgb.length / 3 / NOISE_EVERY) }, (_, i) => {
    const at = i * NOISE_EVERY;
    return colourDistance(pixels.data.subarray(4 * at, 4 * at + 3), rgb.subarray(3 * at, 3 * at + 3));
  });
  return median(apart);
}
