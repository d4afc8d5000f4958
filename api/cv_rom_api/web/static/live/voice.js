// What is heard by those who look away: short sentences and beeps. Both can be muted.

import { language } from "../words.js";

/** The same sentence is not said again for so long; what has just happened may happen again soon. */
const PAUSE_MS = 4000;
const URGENT_PAUSE_MS = 1500;
const BEEPS = {
  count: [[660, 0.1]],
  start: [[880, 0.25]],
  good: [[880, 0.12], [1175, 0.16]],
  flag: [[330, 0.16], [330, 0.16]],
};

export class Voice {
  #muted = false;
  #audio = null;
  #said = new Map();

  get muted() {
    return this.#muted;
  }

  set muted(muted) {
    this.#muted = muted;
    if (muted) window.speechSynthesis?.cancel();
  }

  /** To be called from a click: browsers let nothing sound before one. */
  wake() {
    this.#audio ??= window.AudioContext ? new AudioContext() : null;
    this.#audio?.resume();
  }

  /** Says a sentence, unless it was said just now; an urgent one at once, another one only into silence. */
  say(sentence, { urgent = false } = {}) {
    const speech = window.speechSynthesis;
    const pauseMs = urgent ? URGENT_PAUSE_MS : PAUSE_MS;
    if (this.#muted || !speech || performance.now() - (this.#said.get(sentence) ?? -pauseMs) < pauseMs) return;
    if (urgent) speech.cancel();
    else if (speech.speaking) return;
    this.#said.set(sentence, performance.now());
    const words = new SpeechSynthesisUtterance(sentence);
    words.lang = language;
    speech.speak(words);
  }

  beep(kind) {
    if (this.#muted || !this.#audio) return;
    let at = this.#audio.currentTime;
    for (const [pitch, lastsS] of BEEPS[kind]) {
      const tone = new OscillatorNode(this.#audio, { frequency: pitch });
      const loudness = new GainNode(this.#audio, { gain: 0 });
      loudness.gain.setTargetAtTime(0.25, at, 0.01);
      loudness.gain.setTargetAtTime(0, at + lastsS, 0.02);
      tone.connect(loudness).connect(this.#audio.destination);
      tone.start(at);
      tone.stop(at + lastsS + 0.15);
      at += lastsS + 0.08;
    }
  }
}
