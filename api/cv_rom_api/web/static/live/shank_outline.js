// Front and back edge of the shank in a still picture: where the leg's own colour ends on either side of its axis.
// The same method, with the same limits, as cv_rom/landmark_refinement/shank_outline.py.

/** Where profiles are taken, in lengths from the ankle to the knee landmark: the middle third. */
const LEVELS = Array.from({ length: 28 }, (_, i) => (1 + i / 27) / 3);
const REACH = 0.3;
/** Half width of a shank, front or back, in lengths of the shank. */
const [NARROWEST, WIDEST] = [0.05, 0.28];
const STEP_PX = 0.5;
const LARGEST_JUMP = 3;
const JUMP_COST = 0.03;
/** Half the distance over which an edge's two sides are compared. */
const [EDGE_SHARE, SMALLEST_EDGE_PX] = [0.015, 1.7];
/** Limits of the contrast that an edge is expected to have, as a distance of RGB values. */
const [FAINTEST, STRONGEST] = [10, 80];
/** How far the leg's colour may change along a profile, in contrasts. */
const OWN_COLOUR = 0.6;

/** {points, normals, strength, colours, contrast, edge, up, right, length} of the leg between two landmarks [x, y].
 *
 * `points` lie on the edges, first the one on the image left, then the right one, each upward; `normals` point out of the
 * leg, `colours` [r, g, b] are the leg's beside the points. `picture` is {width, height, rgb}.
 */
export function findOutline(picture, ankle, knee) {
  const length = Math.hypot(knee[0] - ankle[0], knee[1] - ankle[1]);
  const up = [(knee[0] - ankle[0]) / length, (knee[1] - ankle[1]) / length];
  const right = [-up[1], up[0]];
  const edge = Math.max(SMALLEST_EDGE_PX, EDGE_SHARE * length);
  const axis = LEVELS.map((level) => along(ankle, level * length, up));
  const across = Array.from({ length: Math.ceil((2 * REACH * length) / STEP_PX) + 1 }, (_, i) => -REACH * length + i * STEP_PX);
  const steps = axis.map((at) => across.map((off) => rgbStep(picture, along(at, off, right), right, edge)));
  const contrast = Math.min(STRONGEST, Math.max(FAINTEST, median(steps.map((row) => Math.max(...row)))));
  const likeLeg = likenessToAxis(picture, axis, across, right, length, contrast);
  const sides = [-1, 1].map((outward) => edgeOf({ axis, across, right, steps, likeLeg, contrast, length, edge }, outward));
  const points = sides.flatMap((side) => side.points);
  const normals = sides.flatMap((side) => side.normals);
  const colours = points.map((point, i) => rgbAt(picture, along(point, -2 * edge, normals[i])));
  return { points, normals, strength: sides.flatMap((side) => side.strength), colours, contrast, edge, up, right, length };
}

/** The colour at a place, bilinear; beyond the edge of the picture its last pixel. */
export function rgbAt({ width, height, rgb }, [atX, atY]) {
  const x = Math.min(Math.max(atX, 0), width - 1.001);
  const y = Math.min(Math.max(atY, 0), height - 1.001);
  const [left, top] = [x | 0, y | 0];
  const [toRight, down] = [x - left, y - top];
  const at = 3 * (top * width + left);
  const below = at + 3 * width;
  const colour = [0, 0, 0];
  for (let i = 0; i < 3; i += 1) {
    const above = rgb[at + i] + toRight * (rgb[at + i + 3] - rgb[at + i]);
    const under = rgb[below + i] + toRight * (rgb[below + i + 3] - rgb[below + i]);
    colour[i] = above + down * (under - above);
  }
  return colour;
}

/** How plain a step of colour is, 0 to 1; saturates, so that no other edge counts for many of the leg's. */
export function edgeStrength(step, contrast) {
  return step / (step + 0.4 * contrast);
}

/** How alike two colours are, 0 to 1. */
export function colourMatch(a, b, contrast, width) {
  const square = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  return Math.exp((-0.5 * square) / (width * contrast) ** 2);
}

export function colourDistance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

export function along([x, y], distance, [directionX, directionY]) {
  return [x + distance * directionX, y + distance * directionY];
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function rgbStep(picture, place, direction, reach) {
  return colourDistance(rgbAt(picture, along(place, reach, direction)), rgbAt(picture, along(place, -reach, direction)));
}

/** How much each place of the profiles looks like the leg at the profile's middle. */
function likenessToAxis(picture, axis, across, right, length, contrast) {
  const profiles = axis.map((at) => across.map((off) => rgbAt(picture, along(at, off, right))));
  const inMiddle = (_, i) => Math.abs(across[i]) < 0.04 * length;
  const own = profiles.map((row) => [0, 1, 2].map((colour) => median(row.filter(inMiddle).map((rgb) => rgb[colour]))));
  const calm = own.map((_, i) => [0, 1, 2].map((colour) => meanAround(own.map((rgb) => rgb[colour]), i, 2)));
  return profiles.map((row, i) => row.map((rgb) => colourMatch(rgb, calm[i], contrast, OWN_COLOUR)));
}

/** {points, normals, strength} of one edge, whose outward direction is -1 (image left) or 1. */
function edgeOf({ axis, across, right, steps, likeLeg, contrast, length, edge }, outward) {
  const order = across.map((_, i) => i).filter((i) => outward * across[i] >= 0).sort((a, b) => outward * (across[a] - across[b]));
  const distance = order.map((i) => outward * across[i]);
  const allowed = distance.map((_, i) => i).filter((i) => distance[i] > NARROWEST * length && distance[i] < WIDEST * length);
  const back = Math.round((1.5 * edge) / STEP_PX);
  const quality = steps.map((row, level) => {
    let sum = 0;
    const inside = order.map((place, i) => { sum += likeLeg[level][place]; return sum / (i + 1); });
    return allowed.map((i) => edgeStrength(row[order[i]], contrast) * inside[Math.max(0, i - back)] ** 2);
  });
  const path = bestPath(quality);
  const raw = path.map((column) => distance[allowed[column]]);
  const steady = raw.map((_, i) => median([-2, -1, 0, 1, 2].map((off) => raw[clamped(i + off, raw.length)])));
  const points = steady.map((_, i) => along(axis[i], outward * meanAround(steady, i, 1), right));
  return { points, normals: normalsOf(points, right, outward), strength: path.map((column, level) => quality[level][column]) };
}

/** The column of each row along the best path that does not jump, by dynamic programming. */
function bestPath(quality) {
  let total = quality[0];
  const cameFrom = [];
  for (const row of quality.slice(1)) {
    const source = row.map((_, column) => {
      let [best, reached] = [column, total[column]];
      for (let jump = -LARGEST_JUMP; jump <= LARGEST_JUMP; jump += 1) {
        const value = (total[column + jump] ?? -Infinity) - JUMP_COST * Math.abs(jump);
        if (value > reached) [best, reached] = [column + jump, value];
      }
      return best;
    });
    cameFrom.push(source);
    total = row.map((value, column) => value + total[source[column]] - JUMP_COST * Math.abs(source[column] - column));
  }
  const path = [total.indexOf(Math.max(...total))];
  for (const source of cameFrom.reverse()) path.push(source[path.at(-1)]);
  return path.reverse();
}

/** Unit normals of an edge that runs upward, on its outward side. */
function normalsOf(points, right, outward) {
  const gradient = points.map((_, i) => {
    const [before, after] = [points[Math.max(0, i - 1)], points[Math.min(points.length - 1, i + 1)]];
    return [after[0] - before[0], after[1] - before[1]];
  });
  return points.map((_, i) => {
    const [x, y] = [0, 1].map((axis) => meanAround(gradient.map((step) => step[axis]), i, 4));
    const sign = (-y * right[0] + x * right[1] >= 0 ? outward : -outward) / Math.hypot(x, y);
    return [-y * sign, x * sign];
  });
}

function meanAround(values, middle, reach) {
  let sum = 0;
  for (let off = -reach; off <= reach; off += 1) sum += values[clamped(middle + off, values.length)];
  return sum / (2 * reach + 1);
}

function clamped(i, length) {
  return Math.min(Math.max(i, 0), length - 1);
}
