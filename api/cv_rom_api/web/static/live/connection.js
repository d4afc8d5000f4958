// The live check's line to the service: landmarks out, readings in. A line that breaks is taken up again.

const MOST_OUTSTANDING = 2;
/** So long the end of a check is waited for. */
const PATIENCE_MS = 15_000;
const RETRIES_MS = [300, 1000, 2000, 4000, 8000, 15000, 25000];

export class LiveConnection {
  #query;
  #on;
  #socket = null;
  #outstanding = 0;
  #token = null;
  #retries = 0;
  #measured = false;
  #over = false;

  /** `on`: {reading(reading), problem(problem), lost(), back(), end(last reading, or null)}. */
  constructor(query, on) {
    this.#query = query;
    this.#on = on;
    this.#open();
  }

  /** Sends a frame's message; where two still wait for their answer, or the line is down, it is left out: false. */
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN || this.#outstanding >= MOST_OUTSTANDING) return false;
    this.#outstanding += 1;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Ends the check; the last reading names the assessment. */
  stop() {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send('{"stop": true}');
      setTimeout(() => this.#finish(null), PATIENCE_MS);
    } else this.#finish(null);
  }

  /** Nothing more is sent, nor told of what comes. */
  leave() {
    this.#over = true;
    this.#socket.close();
  }

  #open() {
    const query = new URLSearchParams(this.#token ? { ...this.#query, resume: this.#token } : this.#query);
    const address = new URL(`/v1/live?${query}`, window.location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#socket = new WebSocket(address);
    this.#socket.onmessage = ({ data }) => this.#take(JSON.parse(data));
    this.#socket.onclose = () => this.#closed();
  }

  #take(message) {
    if (this.#over) return;
    if (message.problem && this.#token && message.problem.type.endsWith(":live-over")) {
      if (this.#measured) this.#finish(null); // the service ended it, and kept what was measured
      else this.#token = null; // begin anew
    } else if (message.problem) {
      this.leave();
      this.#on.problem(message.problem);
    } else if (message.resume_token) {
      if (this.#retries) this.#on.back();
      [this.#token, this.#retries, this.#outstanding] = [message.resume_token, 0, 0];
    } else if (message.step === "done") {
      this.#finish(message);
    } else {
      this.#outstanding = Math.max(0, this.#outstanding - 1);
      this.#measured ||= message.reference > 0;
      this.#on.reading(message);
    }
  }

  #closed() {
    if (this.#over) return;
    if ((!this.#token && !this.#retries) || this.#retries >= RETRIES_MS.length) {
      this.#over = true;
      this.#on.problem(null);
      return;
    }
    if (!this.#retries) this.#on.lost();
    setTimeout(() => !this.#over && this.#open(), RETRIES_MS[this.#retries]);
    this.#retries += 1;
  }

  #finish(reading) {
    if (this.#over) return;
    this.leave();
    this.#on.end(reading);
  }
}
