// Sends a video and shows how far it is.

import { ProblemError, problemOf } from "./service.js";
import { fill, words } from "./words.js";

const box = document.getElementById("sending");
const bar = box.querySelector("progress");
const sent = document.getElementById("sent");
const spoken = box.querySelector("[aria-live]");
const SPOKEN_STEP = 25; // percent: a screen reader is told four times, not a hundred

/** Where to follow the assessment (its `Location`), or null when it was cancelled; throws ProblemError.
 *
 * Sending again with the same `key` after an answer that was lost makes no second assessment.
 */
export async function sendVideo(path, video, key) {
  show(0);
  box.hidden = false;
  box.querySelector("h3").focus();
  try {
    return await upload(path, video, key);
  } finally {
    box.hidden = true;
    spoken.textContent = "";
  }
}

function upload(path, video, key) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch cannot tell how much was sent
    const cancel = document.getElementById("cancel");
    cancel.onclick = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => show((100 * loaded) / total);
    request.upload.onload = showChecking;
    request.onabort = () => resolve(null);
    request.onerror = () => reject(new ProblemError({ type: "network" }));
    request.onload = () => {
      if (request.status === 202) resolve(request.getResponseHeader("Location"));
      else reject(problemOf(request.status, request.responseText, request.getResponseHeader("Retry-After")));
    };
    request.open("POST", path);
    request.setRequestHeader("Idempotency-Key", key);
    request.send(video);
  });
}

function show(percent) {
  bar.value = percent;
  sent.textContent = fill(words.sending.percent, { percent: Math.floor(percent) });
  const step = Math.floor(percent / SPOKEN_STEP) * SPOKEN_STEP;
  const sentence = fill(words.sending.percent, { percent: step });
  if (spoken.textContent !== sentence) spoken.textContent = sentence;
}

function showChecking() {
  bar.removeAttribute("value");
  sent.textContent = words.sending.checking;
  spoken.textContent = words.sending.checking;
}
