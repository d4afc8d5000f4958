// Follows an assessment until it is over: by server-sent events, or by asking every second where there are none.

import { ProblemError, assessmentPath, call } from "./service.js";

const EVERY_MS = 1000;
const WHILE_LOST_MS = 2000;
const SILENT_MS = 20000; // a connection can be dead without a word
const OVER = ["done", "failed", "cancelled"];

/** Calls `onState` with every state; ends after the last one. Throws ProblemError where it cannot be followed.
 *
 * `onConnection` is told whether the service can be reached; while it cannot, this waits for it.
 */
export async function follow(id, onState, onConnection) {
  for (;;) {
    const state = await ask(id, onConnection);
    onState(state);
    if (isOver(state) || (await listen(id, onState))) return;
    await pause(EVERY_MS);
  }
}

export function isOver(state) {
  return OVER.includes(state.status);
}

async function ask(id, onConnection) {
  for (;;) {
    try {
      const state = await call("GET", assessmentPath(id));
      onConnection(true);
      return state;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.type !== "network") throw error;
      onConnection(false);
      await pause(WHILE_LOST_MS);
    }
  }
}

/** Whether the events told the end. */
function listen(id, onState) {
  return new Promise((resolve) => {
    const events = new EventSource(assessmentPath(id, "/events"));
    let silence;
    const end = (told) => {
      clearTimeout(silence);
      removeEventListener("offline", lost);
      events.close();
      resolve(told);
    };
    const lost = () => end(false);
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(lost, SILENT_MS);
    };
    addEventListener("offline", lost);
    events.onerror = lost;
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      onState(state);
      if (isOver(state)) end(true);
      else wait();
    };
    wait();
  });
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
