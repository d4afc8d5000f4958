// Guides through a movement test: its numbers go to the display, what happens to the voice.

import { Coach } from "./coach.js";

const GOAL_S = 30;

export class TestGuide {
  #protocol;
  #page;
  #coach;

  /** `page`: {display, voice, announce(sentence, {urgent}), bestToday(protocol, side)}. */
  constructor(protocol, page) {
    this.#protocol = protocol;
    this.#page = page;
    this.#coach = new Coach(page.voice, page.announce);
  }

  take(reading) {
    const best = larger(reading.best_dorsiflexion_deg, this.#page.bestToday(this.#protocol, reading.side));
    this.#page.display.show({ ...reading, best_dorsiflexion_deg: best }, this.#protocol, GOAL_S);
    this.#coach.take(reading, GOAL_S);
  }
}

/** The larger of two numbers that may be null. */
export function larger(one, other) {
  return one === null || (other !== null && other > one) ? other : one;
}
