// The nearly upright lines of a picture: door frames and corners of a room tell how far the camera is turned.
// What they say together is worked out by the service (room_verticals.py), as of those that it finds itself in videos.

import { PixelReader, blurred } from "./pixels.js";

const WORKING_SIDE_PX = 960;
const LARGEST_LEAN_DEG = 15;
/** Lines shorter than this share of the picture's height are texture. */
const SHORTEST_SHARE = 0.05;
const AROUND_PERSON = 0.1;
const MOST_LINES = 30;

/** Least change of brightness over two pixels of an edge, of 255. */
const LEAST_STEP = 5;
/** Neighbours belong to one line where their edges lean alike, to this. */
const ALIKE_DEG = 10;
/** How thick an edge may be, standard deviation across it in pixels. */
const THICKEST_PX = 3;
const FEWEST_PIXELS = 20;
const DEG = 180 / Math.PI;

/** [[x, lean, length], ...]: pixels right of the picture's middle, degrees to the right at the top, pixels; the longest
 * ones off the person, whose `landmarks` are as in pose_finder.js.
 */
export function uprightLines(picture, landmarks) {
  const scale = Math.min(1, WORKING_SIDE_PX / Math.max(picture.width, picture.height));
  const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
  const { width, height, data } = new PixelReader().read(picture, whole, scale);
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i += 1) grey[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
  const beside = besidePerson(landmarks, picture);
  return uprightSegments(blurred(grey, width, height), width, height)
    .map(({ x, y, lean, length }) => ({ x: x / scale, y: y / scale, lean, length: length / scale }))
    .filter(({ x, y, length }) => length > SHORTEST_SHARE * picture.height && !beside(x, y))
    .sort((one, other) => other.length - one.length)
    .slice(0, MOST_LINES)
    .map(({ x, lean, length }) => [x - picture.width / 2, lean, length]);
}

/** Straight upright edges {x, y, lean, length} of a grey picture, each by the middle of it. */
export function uprightSegments(grey, width, height) {
  const leans = edgeLeans(grey, width, height);
  const segments = [];
  for (let start = 0; start < leans.length; start += 1) {
    if (Number.isNaN(leans[start])) continue;
    const found = segmentOf(regionFrom(start, leans, grey, width), width);
    if (found && Math.abs(found.lean) < LARGEST_LEAN_DEG) segments.push(found);
  }
  return segments;
}

/** How far the edge at each pixel leans; NaN where there is none, or none that is nearly upright. */
function edgeLeans(grey, width, height) {
  const leans = new Float32Array(grey.length).fill(NaN);
  const widest = Math.tan((LARGEST_LEAN_DEG + ALIKE_DEG) / DEG);
  for (let i = width; i < width * (height - 1); i += 1) {
    const across = grey[i + 1] - grey[i - 1];
    const along = grey[i + width] - grey[i - width];
    if (Math.abs(across) >= LEAST_STEP && Math.abs(along) <= widest * Math.abs(across)) leans[i] = Math.atan(along / across) * DEG;
  }
  return leans;
}

/** The pixels that hang together with the first one and lean as it does, brighter on the same side; they are taken. */
function regionFrom(start, leans, grey, width) {
  const region = [start];
  const sign = Math.sign(grey[start + 1] - grey[start - 1]);
  let sum = leans[start];
  leans[start] = NaN;
  for (let next = 0; next < region.length; next += 1) {
    for (const row of [-width, 0, width]) {
      for (const column of [-1, 0, 1]) {
        const i = region[next] + row + column;
        if (!(Math.abs(leans[i] - sum / region.length) < ALIKE_DEG)) continue; // NaN: none, or taken
        if (Math.sign(grey[i + 1] - grey[i - 1]) !== sign) continue;
        sum += leans[i];
        leans[i] = NaN;
        region.push(i);
      }
    }
  }
  return region;
}

/** The line through a region, by its second moments; null where it is no thin line. */
function segmentOf(region, width) {
  const count = region.length;
  if (count < FEWEST_PIXELS) return null;
  let [sumX, sumY] = [0, 0];
  for (const i of region) {
    sumX += i % width;
    sumY += Math.floor(i / width);
  }
  const [x, y] = [sumX / count, sumY / count];
  let [xx, xy, yy] = [0, 0, 0];
  for (const i of region) {
    const [dx, dy] = [(i % width) - x, Math.floor(i / width) - y];
    xx += dx * dx / count;
    xy += dx * dy / count;
    yy += dy * dy / count;
  }
  const turn = 0.5 * Math.atan2(2 * xy, yy - xx);
  const spread = Math.hypot(yy - xx, 2 * xy);
  const [along, across] = [(xx + yy + spread) / 2, (xx + yy - spread) / 2];
  if (Math.sqrt(Math.max(across, 0)) > THICKEST_PX) return null;
  return { x, y, lean: -turn * DEG, length: Math.sqrt(12 * along) };
}

/** Whether a place lies on or beside the person. */
function besidePerson(landmarks, { width, height }) {
  const [xs, ys] = [landmarks.map(([x]) => x * width), landmarks.map(([, y]) => y * height)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = AROUND_PERSON * (bottom - top);
  return (x, y) => x > left - room && x < right + room && y > top - room && y < bottom + room;
}
