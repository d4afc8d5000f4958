// The camera: opened in words that say what is wrong, and its newest picture with the time it was taken.

/** Why there is no picture, or nothing to be seen in it: insecure, unsupported, denied, none, in_use, lost, model or model_lost. */
export class CameraError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

const KINDS = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "in_use",
  AbortError: "in_use",
};

/** Upright or not: a picture as the camera gives it, not cut to another shape, which would take the feet away. */
const NEAREST_SIZE = { width: { ideal: 1280 }, height: { ideal: 1280 } };

export class Camera {
  #video;
  #stream;
  #presented = 0;
  #taken = 0;
  #capturedMs = 0;
  #lastTimeS = 0;
  #wake = () => {};
  #ended = false;

  /** The camera that faces the "user" or the "environment", shown by a <video>; throws CameraError. */
  static async opened(video, facing) {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError(window.isSecureContext ? "unsupported" : "insecure");
    const wanted = { facingMode: facing, resizeMode: "none", frameRate: { ideal: 30 }, ...NEAREST_SIZE };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
      video.srcObject = stream;
      await video.play();
      return new Camera(video, stream);
    } catch (error) {
      throw new CameraError(KINDS[error.name] ?? "in_use");
    }
  }

  constructor(video, stream) {
    this.#video = video;
    this.#stream = stream;
    stream.getVideoTracks()[0].addEventListener("ended", () => this.#end());
    this.#watch();
  }

  /** {picture: ImageBitmap, timeS} of a picture that was not taken yet, the newest; throws CameraError once it is gone. */
  async picture() {
    while (this.#presented === this.#taken && !this.#ended) await new Promise((resolve) => { this.#wake = resolve; });
    if (this.#ended) throw new CameraError("lost");
    this.#taken = this.#presented;
    this.#lastTimeS = Math.max(this.#lastTimeS + 0.001, this.#capturedMs / 1000);
    return { picture: await createImageBitmap(this.#video), timeS: this.#lastTimeS };
  }

  close() {
    for (const track of this.#stream.getTracks()) track.stop();
    this.#video.srcObject = null;
    this.#end();
  }

  #watch() {
    const seen = (now, details) => {
      if (this.#ended) return;
      this.#presented += 1;
      this.#capturedMs = details?.captureTime ?? now;
      this.#wake();
      this.#watch();
    };
    if (this.#video.requestVideoFrameCallback) this.#video.requestVideoFrameCallback(seen);
    else requestAnimationFrame(seen);
  }

  #end() {
    this.#ended = true;
    this.#wake();
  }
}
