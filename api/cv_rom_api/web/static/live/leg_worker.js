// The worker that follows the leg, while another one looks for the next picture's pose.

import { answer } from "./asked_worker.js";
import { LegReader } from "./leg_reader.js";

const reader = new LegReader();

answer({
  start: () => {}, // that there is an answer tells that the script runs
  follow: ({ picture, timeS, landmarks }) => ({ picture, ...reader.follow(picture, timeS, landmarks) }),
  reference: ({ side, ...wanted }) => reader.takeReference(side, wanted),
  lines: () => reader.takeLines(),
  light: () => reader.takeLight(),
});
