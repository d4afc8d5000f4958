// A worker that is asked and answers, in turn: both ends of that.

/** In the page. */
export class AskedWorker {
  #worker;
  #asked = []; // what is not answered yet, in its order

  constructor(script) {
    this.#worker = new Worker(new URL(script, import.meta.url), { type: "module" });
    this.#worker.onerror = ({ message }) => this.#asked.splice(0).forEach(({ reject }) => reject(new Error(message)));
    this.#worker.onmessage = ({ data: { failed, answer } }) => {
      const { resolve, reject } = this.#asked.shift();
      if (failed) reject(new Error(failed));
      else resolve(answer);
    };
  }

  /** The answer to a task, with what it needs; a `picture` in it is handed over, and comes back with the answer. */
  ask(task, given = {}) {
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve, reject });
      this.#worker.postMessage({ task, ...given }, given.picture ? [given.picture] : []);
    });
  }

  end() {
    this.#worker.terminate();
  }
}

/** In the worker: what it does for each task. */
export function answer(tasks) {
  self.addEventListener("message", async ({ data: { task, ...given } }) => {
    try {
      const answer = await tasks[task](given);
      self.postMessage({ answer }, answer?.picture ? [answer.picture] : []);
    } catch (error) {
      self.postMessage({ failed: String(error?.message ?? error) });
    }
  });
}
