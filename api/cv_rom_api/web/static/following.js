// Follows an assessment until it is over: by server-sent events, or by asking every second where there are none.

import { assessmentPath, call } from "./service.js";

const EVERY_MS = 1000;
const OVER = ["done", "failed", "cancelled"];

/** Calls `onState` with every state; ends after the last one. Throws ProblemError where it cannot be followed. */
export async function follow(id, onState) {
  if (await listen(id, onState)) return;
  for (;;) {
    const state = await call("GET", assessmentPath(id));
    onState(state);
    if (isOver(state)) return;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

export function isOver(state) {
  return OVER.includes(state.status);
}

/** Whether the events told the end. */
function listen(id, onState) {
  return new Promise((resolve) => {
    const events = new EventSource(assessmentPath(id, "/events"));
    const end = (told) => {
      events.close();
      resolve(told);
    };
    events.onerror = () => end(false);
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      onState(state);
      if (isOver(state)) end(true);
    };
  });
}
