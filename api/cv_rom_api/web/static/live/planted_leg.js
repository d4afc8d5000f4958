// One leg as it stood in a still picture, and its motion since then in later pictures.

import { Exposure, restore } from "./exposure.js";
import { footEnds } from "./foot_ends.js";
import { KneeFront } from "./knee_front.js";
import { PixelReader, colourPicture, rectangleBetween, wholeScale } from "./pixels.js";
import { PlantedFoot } from "./planted_foot.js";
import { Shank } from "./shank.js";

/** Of the 33 landmarks. */
const LANDMARKS = {
  left: { hip: 23, knee: 25, ankle: 27, heel: 29, toe: 31 },
  right: { hip: 24, knee: 26, ankle: 28, heel: 30, toe: 32 },
};
const NEEDED = ["knee", "ankle", "heel", "toe"];
/** What is looked at around the ankle, in lengths of the shank: where the shank gets in the deepest squat. */
const [AHEAD, BEHIND, ABOVE, BELOW] = [1.1, 0.6, 0.95, 0.45];
const WORKING_SHANK_PX = 150;
const SMALLEST_SHANK_PX = 40;
/** Heel to toe landmark over the shank is 0.5 from the side; below this the foot points at the camera. */
const SIDE_ON_FOOT = 0.33;
const LEAST_VISIBILITY = 0.5;
/** Heel and toe landmarks err by up to a quarter of the foot together; so far off, something else was matched. */
const FARTHEST = 0.5;

export class PlantedLeg {
  #side;
  #still;
  #reader = new PixelReader();
  #window;
  #scale;
  #exposure;
  #foot;
  #shank;
  #ends = null;
  #knee = null;

  /** The leg of a still picture, where `landmarks` (as in pose_finder.js) put it; null where it cannot serve. `outlined`: the
   * ends of foot and knee are looked for too.
   */
  static inPicture(picture, landmarks, side, { outlined = false } = {}) {
    const places = placesOf(picture, landmarks, side);
    const seen = NEEDED.every((name) => landmarks[LANDMARKS[side][name]][2] >= LEAST_VISIBILITY);
    const isInside = ([x, y]) => x >= 0 && y >= 0 && x < picture.width && y < picture.height;
    const inside = NEEDED.every((name) => isInside(places[name]));
    const shank = distance(places.knee, places.ankle);
    const sideOn = Math.abs(places.toe[0] - places.heel[0]) > SIDE_ON_FOOT * shank;
    return seen && inside && sideOn && shank > SMALLEST_SHANK_PX ? new PlantedLeg(picture, side, places, outlined) : null;
  }

  constructor(picture, side, places, outlined) {
    const { knee, ankle, heel, toe } = places;
    const length = distance(knee, ankle);
    const forward = toe[0] >= heel[0] ? 1 : -1;
    const [left, right] = forward > 0 ? [BEHIND, AHEAD] : [AHEAD, BEHIND];
    const corners = [[-left, -ABOVE], [right, BELOW]].map(([x, y]) => [ankle[0] + x * length, ankle[1] + y * length]);
    this.#side = side;
    this.#still = places;
    this.#window = rectangleBetween(...corners, picture);
    this.#scale = wholeScale(length, WORKING_SHANK_PX);
    const pixels = this.#reader.read(picture, this.#window, this.#scale);
    this.#exposure = new Exposure(pixels);
    restore(pixels, this.#exposure.brightening);
    this.#foot = new PlantedFoot(picture, new PixelReader(), { heel, toe }, this.#exposure.brightening);
    this.#shank = new Shank(colourPicture(pixels), this.#inWindow(ankle), this.#inWindow(knee), forward);
    if (!outlined) return;
    this.#ends = footEnds(picture, heel, toe);
    this.#knee = KneeFront.inPicture(picture, places, this.#exposure.brightening);
  }

  /** Since the still picture: {motion: {heel, forefoot, shank, ends, knee} of the live message, places: {heel, toe, ankle, knee}
   * as they lie now, where they were found}; null where the foot is lost.
   */
  motion(picture, landmarks) {
    const pixels = this.#reader.read(picture, this.#window, this.#scale);
    const gains = this.#exposure.gains(pixels);
    const now = landmarks && placesOf(picture, landmarks, this.#side);
    const { heel, forefoot, carries } = this.#foot.motion(picture, gains);
    if ((!heel && !forefoot) || (now && this.#isFarOff(heel, forefoot, now))) return null;
    restore(pixels, gains);
    const shank = heel && this.#turnOfShank(colourPicture(pixels), carries, now);
    const knee = (now && this.#knee?.find(picture, now)) ?? null;
    return { motion: { heel, forefoot, shank, ends: this.#ends, knee }, places: this.#places(heel, forefoot, shank, carries) };
  }

  #turnOfShank(picture, carries, now) {
    const carried = carries(this.#joint).map((shift) => shift * this.#scale);
    const [ankle, knee] = [now?.ankle, now?.knee].map((place) => place && this.#inWindow(place));
    return this.#shank.turn(picture, carried, ankle, knee);
  }

  #places(heel, forefoot, shank, carries) {
    const moved = ([x, y], part) => part && [x + part.dx_px, y + part.dy_px];
    const places = { heel: moved(this.#still.heel, heel), toe: moved(this.#still.toe, forefoot) };
    if (!shank) return places;
    const [joint, carried] = [this.#joint, carries(this.#joint)];
    const turn = (shank.turn_deg * Math.PI) / 180;
    const turned = ([x, y]) => {
      const [armX, armY] = [x - joint[0], y - joint[1]];
      return [
        joint[0] + carried[0] + Math.cos(turn) * armX - Math.sin(turn) * armY,
        joint[1] + carried[1] + Math.sin(turn) * armX + Math.cos(turn) * armY,
      ];
    };
    return { ...places, ankle: turned(this.#still.ankle), knee: turned(this.#still.knee) };
  }

  /** Whether the landmarks say that the foot as a whole stands elsewhere. */
  #isFarOff(heel, forefoot, now) {
    const away = [[heel, "heel"], [forefoot, "toe"]].filter(([part]) => part).map(([{ dx_px: dx, dy_px: dy }, name]) =>
      [now[name][0] - this.#still[name][0] - dx, now[name][1] - this.#still[name][1] - dy]);
    const mean = (axis) => away.reduce((sum, off) => sum + off[axis], 0) / away.length;
    return Math.hypot(mean(0), mean(1)) > FARTHEST * distance(this.#still.heel, this.#still.toe);
  }

  /** The ankle's joint centre in the still picture. */
  get #joint() {
    const [x, y] = this.#shank.joint;
    return [x / this.#scale + this.#window.left, y / this.#scale + this.#window.top];
  }

  #inWindow([x, y]) {
    return [(x - this.#window.left) * this.#scale, (y - this.#window.top) * this.#scale];
  }
}

/** {knee, ankle, heel, toe} in pixels. */
function placesOf({ width, height }, landmarks, side) {
  const inPixels = ([name, index]) => [name, [landmarks[index][0] * width, landmarks[index][1] * height]];
  return Object.fromEntries(Object.entries(LANDMARKS[side]).map(inPixels));
}

function distance([x, y], [otherX, otherY]) {
  return Math.hypot(otherX - x, otherY - y);
}
