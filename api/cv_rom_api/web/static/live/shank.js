// How far the shank has turned since a still picture: its outline is found again, turned about the ankle, which the planted
// foot carries. The front edge (bone under thin skin) leads; the back edge only helps. The same method, with the same
// limits, as cv_rom/landmark_refinement/shank_tilt.py. Angles are radians, clockwise on the screen.

import { along, colourDistance, colourMatch, edgeStrength, findOutline, median, rgbAt } from "./shank_outline.js";

/** The ankle's joint centre lies 2 to 4 cm below its landmark, in lengths of the shank. */
const JOINT_BELOW_ANKLE = 0.08;
const BACK_EDGE = 0.25;
/** Standard deviation of the shift across the leg that the joint's unknown place leaves, in lengths of the shank. */
const SHIFT_SD = 0.02;
/** Skin and cloth move over the bone by some 6 mm, in lengths of the shank, and so along much of an edge at once. */
const EDGES_SD = 0.015;
const INDEPENDENT_POINTS = 4;
const LOOKED_AT = Array.from({ length: 12 }, (_, i) => ((-10 + 2 * i) * Math.PI) / 180);
const LOOKED_AT_SHIFTS = [-0.045, -0.03, -0.015, 0, 0.015, 0.03, 0.045];
/** Landmarks err by up to 6 degrees, and lag in quick movement. */
const LANDMARK_SD = (10 * Math.PI) / 180;
const EVERY = 4;
/** One leg before the other has two front edges, some 5 degrees apart; steps of 2 may miss the plainer one. */
const STARTS = 2;
const MOST_FINE_STEPS = 8;
const CONVERGED = (0.1 * Math.PI) / 180;
const FINE_REACH = 2.5;
/** How far the leg's colour may change, and how far the one beyond the edge must differ from it, in contrasts. */
const [OWN_COLOUR, OTHER_COLOUR] = [0.6, 0.5];
/** Share of the edges found below which the outline counts as lost. */
const WEAKEST = 0.1;
/** Standard deviation in degrees where at least so much, and at most so much, of the edges is found. */
const [PLAIN, FAINT] = [0.7, 0.45];
const [PLAIN_SD_DEG, FAINT_SD_DEG] = [1, 3];

export class Shank {
  #outline;
  #joint;
  #weight;
  #last = 0;

  /** The shank between two landmarks [x, y] of {width, height, rgb}; `forward` is 1 with the toes to the image right. */
  constructor(picture, ankle, knee, forward) {
    this.#outline = findOutline(picture, ankle, knee);
    const { up, length, strength } = this.#outline;
    this.#joint = along(ankle, -JOINT_BELOW_ANKLE * length, up);
    const sides = forward > 0 ? [BACK_EDGE, 1] : [1, BACK_EDGE];
    this.#weight = strength.map((plain, i) => plain * sides[i < strength.length / 2 ? 0 : 1]);
  }

  /** The ankle's joint centre in the still picture. */
  get joint() {
    return this.#joint;
  }

  /** {turn_deg, noise_deg} near what the landmarks [x, y] say (null: not seen), or null where the outline is lost.
   *
   * `carried` is how far the rear foot moved the joint.
   */
  turn(picture, carried, ankle, knee) {
    const base = [this.#joint[0] + carried[0], this.#joint[1] + carried[1]];
    const expected = ankle && knee ? this.#turnOf(ankle, knee) : this.#last;
    const places = this.#starts(picture, base, expected).map((start) => this.#settled(picture, base, start));
    const at = highest(places.map((place) => ({ ...place, likely: this.#likelihood(picture, base, place, expected, 1) })));
    if (!(at.found >= WEAKEST)) return null;
    this.#last = at.turn;
    const plain = Math.min(1, Math.max(0, (at.found - FAINT) / (PLAIN - FAINT)));
    return { turn_deg: (at.turn * 180) / Math.PI, noise_deg: FAINT_SD_DEG + plain * (PLAIN_SD_DEG - FAINT_SD_DEG) };
  }

  #turnOf(ankle, knee) {
    const [x, y] = [knee[0] - ankle[0], knee[1] - ankle[1]];
    const [upX, upY] = this.#outline.up;
    return Math.atan2(upX * y - upY * x, upX * x + upY * y);
  }

  /** The likeliest turns, each with its shift: tops of the likelihood over the turns that are looked at. */
  #starts(picture, base, expected) {
    const best = LOOKED_AT.map((off) => {
      const places = LOOKED_AT_SHIFTS.map((share) => ({ turn: expected + off, shift: share * this.#outline.length }));
      return highest(places.map((place) => ({ ...place, likely: this.#likelihood(picture, base, place, expected, EVERY) })));
    });
    const likelyAt = (i) => best[i]?.likely ?? -Infinity;
    const tops = best.filter(({ likely }, i) => likely >= likelyAt(i - 1) && likely > likelyAt(i + 1));
    return tops.sort((a, b) => b.likely - a.likely).slice(0, STARTS);
  }

  /** Of a turn and shift, by every n-th point of the outline. */
  #likelihood(picture, base, place, expected, every) {
    let score = 0;
    this.#eachPlaced(base, place, every, (point, normal, i) => {
      score += this.#weight[i] * this.#likeEdge(picture, point, normal, i);
    });
    const [off, share] = [place.turn - expected, place.shift / this.#outline.length];
    return score * Math.exp(-0.5 * (off / LANDMARK_SD) ** 2 - 0.5 * (share / SHIFT_SD) ** 2);
  }

  /** Where small steps from a turn and shift end, with the share of the edges found. */
  #settled(picture, base, start) {
    let at = start;
    for (let step = 0; step < MOST_FINE_STEPS; step += 1) {
      const before = at.turn;
      at = this.#finer(picture, base, at);
      if (Math.abs(at.turn - before) < CONVERGED) break;
    }
    return at;
  }

  /** One step: every outline point looks along its normal for its edge, then all agree on turn and shift. */
  #finer(picture, base, { turn, shift }) {
    const reach = FINE_REACH * this.#outline.edge;
    const across = turned(this.#outline.right, turn);
    const rows = [];
    let [found, total] = [0, 0];
    this.#eachPlaced(base, { turn, shift }, 1, (point, normal, i) => {
      let [sum, moment, best] = [1e-12, 0, 0];
      for (let off = -reach; off < reach + 0.1; off += this.#outline.edge / 2) {
        const score = this.#likeEdge(picture, along(point, off, normal), normal, i);
        const near = (score * Math.exp(-0.5 * ((1.5 * off) / reach) ** 2)) ** 4;
        [sum, moment, best] = [sum + near, moment + near * off, Math.max(best, score)];
      }
      const arm = [point[0] - base[0], point[1] - base[1]];
      const byTurn = arm[0] * normal[1] - arm[1] * normal[0];
      const byShift = normal[0] * across[0] + normal[1] * across[1];
      rows.push({ byTurn, byShift, off: moment / sum, weight: this.#weight[i] * best ** 2 });
      [found, total] = [found + best * this.#weight[i], total + this.#weight[i]];
    });
    const [turnStep, shiftStep] = this.#agreed(rows, shift);
    return { turn: turn + turnStep, shift: shift + shiftStep, found: found / total };
  }

  /** Robust least squares for the change of turn and shift; the shift is drawn to zero. */
  #agreed(rows, shift) {
    const weightSum = rows.reduce((sum, { weight }) => sum + weight, 0);
    const stiff = (weightSum * (EDGES_SD / SHIFT_SD) ** 2) / INDEPENDENT_POINTS;
    let step = [0, 0];
    let now = rows.map(({ weight }) => weight);
    for (let round = 0; round < 3; round += 1) {
      let [tt, ts, ss, t, s] = [1e-9, 0, stiff + 1e-9, 0, -stiff * shift];
      rows.forEach(({ byTurn, byShift, off }, i) => {
        tt += now[i] * byTurn * byTurn;
        ts += now[i] * byTurn * byShift;
        ss += now[i] * byShift * byShift;
        t += now[i] * byTurn * off;
        s += now[i] * byShift * off;
      });
      const scale = 1 / (tt * ss - ts * ts);
      step = [scale * (ss * t - ts * s), scale * (tt * s - ts * t)];
      const rest = rows.map(({ byTurn, byShift, off }) => off - byTurn * step[0] - byShift * step[1]);
      const spread = Math.max(0.15 * this.#outline.edge, 1.4826 * median(rest.map(Math.abs)));
      now = rows.map(({ weight }, i) => weight / (1 + (rest[i] / (1.5 * spread)) ** 2));
    }
    return step;
  }

  /** Every n-th point of the outline with its normal, after a turn and a shift across the leg. */
  #eachPlaced(base, { turn, shift }, every, take) {
    const { points, normals, right } = this.#outline;
    const across = turned(right, turn);
    const [x, y] = [base[0] + shift * across[0], base[1] + shift * across[1]];
    for (let i = 0; i < points.length; i += every) {
      const arm = turned([points[i][0] - this.#joint[0], points[i][1] - this.#joint[1]], turn);
      take([x + arm[0], y + arm[1]], turned(normals[i], turn), i);
    }
  }

  /** How much a place looks like the leg's edge, 0 to 1: its colour inside, another one outside, a step between them. */
  #likeEdge(picture, point, normal, i) {
    const { edge, contrast, colours } = this.#outline;
    const [deep, inner, outer, far] = [-2, -1, 1, 2].map((off) => rgbAt(picture, along(point, off * edge, normal)));
    const step = edgeStrength(colourDistance(inner, outer), contrast);
    const inside = colourMatch(deep, colours[i], contrast, OWN_COLOUR);
    return step * inside * (1 - colourMatch(far, colours[i], contrast, OTHER_COLOUR));
  }
}

function highest(places) {
  return places.reduce((best, place) => (place.likely > best.likely ? place : best));
}

function turned([x, y], turn) {
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
  return [cosine * x - sine * y, sine * x + cosine * y];
}
