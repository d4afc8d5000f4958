// Whether pictures come too slowly for quick movements to be followed.

const FEWEST_A_SECOND = 8;
const LOOKED_AT_S = 4;

export class Pace {
  #timesS = [];

  /** Takes in when a picture was taken; whether for some seconds they came more slowly than 8 a second. */
  slow(timeS) {
    const before = this.#timesS.findLastIndex((earlierS) => timeS - earlierS >= LOOKED_AT_S); // one, to fill the time
    this.#timesS = [...this.#timesS.slice(Math.max(before, 0)), timeS];
    const tookS = timeS - this.#timesS[0];
    return tookS >= LOOKED_AT_S && (this.#timesS.length - 1) / tookS < FEWEST_A_SECOND;
  }
}
