// The worker that reads the pictures, so that the page stays quick.

import { FrameReader } from "./frame_reader.js";

let reader = null;

const TASKS = {
  async start({ places }) {
    reader = await FrameReader.made(places);
    self.postMessage({ type: "ready" });
  },
  read({ picture, timeS }) {
    const nearly = () => self.postMessage({ type: "nearly" });
    self.postMessage({ type: "read", timeS, picture, ...reader.read(picture, timeS, nearly) }, [picture]);
  },
  reference({ side }) {
    reader.takeReference(side);
  },
  lines() {
    reader.takeLines();
  },
  close() {
    reader?.close();
    self.close();
  },
};

self.addEventListener("message", async ({ data }) => {
  try {
    await TASKS[data.type](data);
  } catch (error) {
    self.postMessage({ type: "failed", message: String(error?.message ?? error) });
  }
});
