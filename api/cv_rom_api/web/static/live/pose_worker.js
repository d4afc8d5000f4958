// The worker that finds the poses, so that the page stays quick.

import { answer } from "./asked_worker.js";
import { poseFinder } from "./pose_finder.js";

let finder = null;

answer({
  async start({ places }) {
    finder = await poseFinder(places);
  },
  find: ({ picture, timeS }) => ({ picture, landmarks: finder.find(picture, timeS) }),
  close: () => finder.close(),
});
