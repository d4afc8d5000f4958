// Whether pictures come too slowly for quick movements to be followed.

const FEWEST_A_SECOND = 8;
/** At the limit the answer stays as it was: it is taken back only where they come clearly faster. */
const ENOUGH_A_SECOND = 10;
const LOOKED_AT_S = 4;

export class Pace {
  #timesS = [];
  #slow = false;

  /** Takes in when a picture was taken; whether for some seconds they came more slowly than 8 a second, and since then not 10. */
  slow(timeS) {
    const before = this.#timesS.findLastIndex((earlierS) => timeS - earlierS >= LOOKED_AT_S); // one, to fill the time
    this.#timesS = [...this.#timesS.slice(Math.max(before, 0)), timeS];
    const tookS = timeS - this.#timesS[0];
    const wanted = this.#slow ? ENOUGH_A_SECOND : FEWEST_A_SECOND;
    if (tookS >= LOOKED_AT_S) this.#slow = (this.#timesS.length - 1) / tookS < wanted;
    return this.#slow;
  }
}
