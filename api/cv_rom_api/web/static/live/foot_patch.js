// A rigid patch of a still picture, found again in later ones by weighted normalised cross-correlation.
//
// Brightness and contrast are free, so that shadows and exposure change nothing; pixels that show something else are
// weighed down. A motion is a turn (clockwise on the screen) about the patch's pivot, then a shift: {turn, x, y}, radians
// and pixels. The same method as cv_rom/landmark_refinement/rigid_patch.py (Baker & Matthews 2004).

/** In a quick movement the heel is far from where it was. */
const MOST_STEPS = 12;
/** A step that moves no pixel of the patch by more is the last. */
const CONVERGED_PX = 0.03;
const LARGEST_TURN_STEP = 0.1;
const LARGEST_SHIFT_STEP_PX = 3;
/** A pixel that is off by more standard deviations of the patch than this belongs to something else. */
const OUTLIER_CONTRASTS = 0.7;
/** Of a channel that runs to 255: noise and compression leave about this much in a plain surface. */
const SMALLEST_CONTRAST = 3;
/** Neighbouring pixels share their noise: so many of them tell as much as one. */
const PIXELS_ALIKE = 9;

export const STILL = Object.freeze({ turn: 0, x: 0, y: 0 });

export class FootPatch {
  #points; // x, y, x, y, ... from the pivot
  #pivot;
  #channels; // of each channel that is not plain: {index, values, shares, contrast}
  #reach = 1;

  /** The pixels of `view` ({width, height, channels}) at `points` [[x, y]], with their weights in each channel [[w, w]]. */
  constructor(view, points, weights, pivot) {
    this.#pivot = pivot;
    this.#points = new Float32Array(points.flatMap(([x, y]) => [x - pivot[0], y - pivot[1]]));
    for (const arm of this.#points) this.#reach = Math.max(this.#reach, Math.abs(arm));
    this.#channels = view.channels.map((_, index) => this.#channel(view, weights.map((weight) => weight[index]), index))
      .filter(({ contrast }) => contrast > SMALLEST_CONTRAST);
  }

  /** How much a point, given from the top left of the view, is moved. */
  moves([x, y], motion) {
    const [armX, armY] = [x - this.#pivot[0], y - this.#pivot[1]];
    const [cosine, sine] = [Math.cos(motion.turn), Math.sin(motion.turn)];
    return [cosine * armX - sine * armY - armX + motion.x, sine * armX + cosine * armY - armY + motion.y];
  }

  /** How alike patch and view are under a motion, -1 to 1; looks at every n-th pixel. */
  likeness(view, motion, every = 1) {
    if (!this.#channels.length) return 0;
    const places = this.#places(motion, every);
    let sum = 0;
    for (const { index, values, shares } of this.#channels) {
      sum += correlation(sampled(view, index, places), values, shares, every);
    }
    return sum / this.#channels.length;
  }

  /** The motion of all pairs of turns and shifts [[x, y]] under which they are most alike, by every n-th pixel. */
  bestOf(view, turns, shifts, every) {
    let [best, alike] = [STILL, -Infinity];
    for (const turn of turns) {
      for (const [x, y] of shifts) {
        const score = this.likeness(view, { turn, x, y }, every);
        if (score > alike) [best, alike] = [{ turn, x, y }, score];
      }
    }
    return best;
  }

  /** {motion, likeness, covariance}: the peak of the correlation near `start`, to a fraction of a pixel.
   *
   * `covariance` (3 x 3, of turn, x, y) tells how sharp the peak is against what is left of the differences.
   */
  peak(view, start) {
    let motion = start;
    let equations = null;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      equations = this.#equations(view, motion);
      const [turn, x, y] = solved(equations.normal, equations.pull).map((value) => -value);
      motion = {
        turn: motion.turn + clipped(turn, LARGEST_TURN_STEP),
        x: motion.x + clipped(x, LARGEST_SHIFT_STEP_PX),
        y: motion.y + clipped(y, LARGEST_SHIFT_STEP_PX),
      };
      if (Math.max(Math.abs(turn) * this.#reach, Math.abs(x), Math.abs(y)) < CONVERGED_PX) break;
    }
    return { motion, likeness: this.likeness(view, motion), covariance: covarianceOf(equations) };
  }

  /** Standard deviation of a point's place per axis, from the covariance of a motion. */
  spreadOf([x, y], motion, covariance) {
    const [turn, turnX, turnY, , xx, , , , yy] = covariance;
    const [moved, further] = [motion, { ...motion, turn: motion.turn + 0.01 }].map((at) => this.moves([x, y], at));
    const [byTurnX, byTurnY] = [(further[0] - moved[0]) / 0.01, (further[1] - moved[1]) / 0.01];
    const both = (byTurnX ** 2 + byTurnY ** 2) * turn + 2 * (byTurnX * turnX + byTurnY * turnY) + xx + yy;
    return Math.sqrt(Math.max(0, both) / 2);
  }

  #channel(view, weights, index) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = Float32Array.from(weights, (weight) => weight / total);
    const values = sampled(view, index, this.#places(STILL, 1));
    return { index, values, shares, contrast: centred(values, shares) };
  }

  #places({ turn, x, y }, every) {
    const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
    const [offX, offY] = [this.#pivot[0] + x, this.#pivot[1] + y];
    const places = new Float32Array(2 * Math.ceil(this.#points.length / 2 / every));
    for (let to = 0, from = 0; to < places.length; to += 2, from += 2 * every) {
      const [armX, armY] = [this.#points[from], this.#points[from + 1]];
      places[to] = cosine * armX - sine * armY + offX;
      places[to + 1] = sine * armX + cosine * armY + offY;
    }
    return places;
  }

  /** Of one robust Gauss-Newton step: normal equations of (turn, x, y), what is left of the differences, and weights. */
  #equations(view, motion) {
    const places = this.#places(motion, 1);
    const sums = { normal: new Float64Array(9), pull: new Float64Array(3), left: 0, pixels: places.length / 2 };
    for (let diagonal = 0; diagonal < 9; diagonal += 4) sums.normal[diagonal] = 1e-9;
    for (const channel of this.#channels) addRows(sums, this.#rows(view, motion, places, channel));
    return sums;
  }

  #rows(view, motion, places, { index, values, shares, contrast }) {
    const seen = sampled(view, index, places);
    const gain = Math.min(2, Math.max(0.5, centred(seen, shares) / contrast));
    const [turns, alongX, alongY, errors, weights] = Array.from({ length: 5 }, () => new Float32Array(shares.length));
    const [offX, offY] = [this.#pivot[0] + motion.x, this.#pivot[1] + motion.y];
    for (let i = 0; i < shares.length; i += 1) {
      const [x, y] = [places[2 * i], places[2 * i + 1]];
      alongX[i] = (valueAt(view, index, x + 1, y) - valueAt(view, index, x - 1, y)) / (2 * contrast);
      alongY[i] = (valueAt(view, index, x, y + 1) - valueAt(view, index, x, y - 1)) / (2 * contrast);
      turns[i] = (x - offX) * alongY[i] - (y - offY) * alongX[i];
      errors[i] = (seen[i] - gain * values[i]) / (gain * contrast);
      weights[i] = shares[i] * Math.max(0, 1 - (errors[i] / OUTLIER_CONTRASTS) ** 2) ** 2;
    }
    return { columns: [turns, alongX, alongY], errors, weights };
  }
}

/** Values of a channel at places (x, y, x, y, ...). */
function sampled(view, index, places) {
  const values = new Float32Array(places.length / 2);
  for (let i = 0; i < values.length; i += 1) values[i] = valueAt(view, index, places[2 * i], places[2 * i + 1]);
  return values;
}

/** Bilinear; beyond the edge its last pixel. */
function valueAt({ width, height, channels }, index, atX, atY) {
  const channel = channels[index];
  const x = Math.min(Math.max(atX, 0), width - 1.001);
  const y = Math.min(Math.max(atY, 0), height - 1.001);
  const [left, top] = [x | 0, y | 0];
  const at = top * width + left;
  const above = channel[at] + (x - left) * (channel[at + 1] - channel[at]);
  const below = channel[at + width] + (x - left) * (channel[at + width + 1] - channel[at + width]);
  return above + (y - top) * (below - above);
}

/** Takes the weighted mean out of `values`; returns their weighted standard deviation. */
function centred(values, shares) {
  let [mean, square] = [0, 0];
  for (let i = 0; i < values.length; i += 1) mean += shares[i] * values[i];
  for (let i = 0; i < values.length; i += 1) {
    values[i] -= mean;
    square += shares[i] * values[i] * values[i];
  }
  return Math.sqrt(square);
}

/** Weighted normalised cross-correlation of what is seen at every n-th pixel with the patch's own values. */
function correlation(seen, values, shares, every) {
  let [total, sumSeen, sumOwn] = [0, 0, 0];
  for (let i = 0, own = 0; i < seen.length; i += 1, own += every) {
    total += shares[own];
    sumSeen += shares[own] * seen[i];
    sumOwn += shares[own] * values[own];
  }
  const [meanSeen, meanOwn] = [sumSeen / total, sumOwn / total];
  let [both, seenSquare, ownSquare] = [0, 0, 0];
  for (let i = 0, own = 0; i < seen.length; i += 1, own += every) {
    const [a, b] = [seen[i] - meanSeen, values[own] - meanOwn];
    both += shares[own] * a * b;
    seenSquare += shares[own] * a * a;
    ownSquare += shares[own] * b * b;
  }
  return both / Math.max(Math.sqrt(seenSquare * ownSquare), 1e-3);
}

/** Adds a channel's rows to the normal equations; a common offset of its brightness is free. */
function addRows(sums, { columns, errors, weights }) {
  const total = Math.max(weights.reduce((sum, weight) => sum + weight, 0), 1e-6);
  const [meanTurn, meanX, meanY] = columns.map((column) => weightedSum(column, weights) / total);
  const [turns, alongX, alongY] = columns;
  const { normal, pull } = sums;
  for (let i = 0; i < errors.length; i += 1) {
    const [weight, turn, x, y] = [weights[i], turns[i] - meanTurn, alongX[i] - meanX, alongY[i] - meanY];
    pull[0] += weight * turn * errors[i];
    pull[1] += weight * x * errors[i];
    pull[2] += weight * y * errors[i];
    normal[0] += weight * turn * turn;
    normal[1] += weight * turn * x;
    normal[2] += weight * turn * y;
    normal[4] += weight * x * x;
    normal[5] += weight * x * y;
    normal[8] += weight * y * y;
    sums.left += weight * errors[i] * errors[i];
  }
}

function weightedSum(values, weights) {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += weights[i] * values[i];
  return sum;
}

/** Solves a symmetric 3 x 3 system by its inverse, which needs the upper half only. */
function solved(matrix, right) {
  const inverse = inverted(matrix);
  return [0, 1, 2].map((a) => inverse[3 * a] * right[0] + inverse[3 * a + 1] * right[1] + inverse[3 * a + 2] * right[2]);
}

function inverted([a, b, c, , d, e, , , f]) {
  const [aa, bb, cc] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const scale = 1 / (a * aa + b * bb + c * cc);
  return [aa, bb, cc, bb, a * f - c * c, b * c - a * e, cc, b * c - a * e, a * d - b * b].map((value) => value * scale);
}

/** The differences that are left are noise, of which `PIXELS_ALIKE` pixels share each piece. */
function covarianceOf({ normal, left, pixels }) {
  return inverted(normal).map((value) => (value * left * PIXELS_ALIKE) / pixels);
}

function clipped(value, most) {
  return Math.min(most, Math.max(-most, value));
}
