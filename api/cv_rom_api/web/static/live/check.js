// One check, from the camera to its end: pictures are read, landmarks sent, readings handed on.

import { ProblemError, call } from "../service.js";
import { words } from "../words.js";
import { Camera, CameraError } from "./camera.js";
import { LiveConnection } from "./connection.js";
import { draw } from "./overlay.js";
import { Pace } from "./pace.js";

/** So many pictures of somebody who stands still are looked through for upright lines, as the service wants. */
const LINE_PICTURES = 4;

export class Check {
  #query;
  #page;
  #camera = null;
  #awake = null;
  #connection = null;
  #reference = 0;
  #last = null;
  #shape = null;
  #linePictures = 0;
  #pace = new Pace();
  #ended = false;
  #failure = null;

  /** `query` as the service takes it; `page`: {video, canvas, display, voice, announce(sentence, {urgent}), reader(), take(reading),
   * end(outcome, failure)}. `end` gets {protocol, reading, assessment, hint, lost}, or null for nothing, and the CameraError or
   * ProblemError that ended it, or null.
   */
  constructor(query, page) {
    this.#query = query;
    this.#page = page;
  }

  /** Runs until it ends; `facing` is the camera's direction, "user" or "environment". */
  async run(facing) {
    const { video, canvas, display, reader } = this.#page;
    try {
      display.showState(words.live.opening);
      this.#camera = await Camera.opened(video, facing);
      canvas.classList.toggle("mirrored", facing === "user");
      this.#awake = await navigator.wakeLock?.request("screen").catch(() => null); // nobody touches the screen meanwhile
      if (this.#ended) { // somebody stopped while the browser asked for the camera
        this.#close();
        return;
      }
      display.showState(words.live.loading);
      const pictures = await reader();
      if (this.#ended) return;
      this.#connect(pictures);
      await this.#readAll(pictures);
    } catch (error) {
      this.#broken(error);
    }
  }

  stop() {
    if (this.#connection) this.#connection.stop();
    else this.#end(null);
  }

  #connect(pictures) {
    this.#connection = new LiveConnection(this.#query, {
      reading: (reading) => this.#hear(reading, pictures),
      problem: (problem) => this.#refused(problem),
      lost: () => this.#tellLost(),
      back: () => this.#tell(words.live.line_back, {}),
      end: (reading) => this.#end(reading),
    });
  }

  /** Picture after picture, one as soon as the reader has nearly done with the last. */
  async #readAll(pictures) {
    while (!this.#ended && !this.#failure) {
      const { picture, timeS } = await this.#camera.picture();
      pictures.read(picture, timeS).then((read) => this.#take(read)).catch((error) => this.#broken(error));
      await pictures.nextWanted();
    }
  }

  #take(read) {
    this.#page.display.showSlow(this.#pace.slow(read.timeS));
    if (!this.#ended) {
      draw(this.#page.canvas, read, this.#last?.landmark_side ?? this.#last?.side);
      this.#send(read);
    }
    read.picture.close();
  }

  #send({ picture: { width, height }, timeS, landmarks, footMotion, uprightLines, light }) {
    const mayTurn = this.#shape === null || !this.#last?.reference;
    if (this.#shape !== width > height && mayTurn) [this.#shape, this.#linePictures] = [width > height, 0];
    if (this.#shape !== width > height) {
      this.#page.display.showState(words.live.turned);
      return;
    }
    const message = { time_s: timeS, width, height, landmarks: rounded(landmarks), foot_motion: footMotion };
    if (uprightLines) message.upright_lines = uprightLines;
    if (light !== null) message.light = light;
    const sent = this.#connection.send(message);
    if (sent && uprightLines) this.#linePictures += 1;
  }

  #hear(reading, pictures) {
    if (reading.reference && reading.reference !== this.#reference) {
      pictures.takeReference(reading.landmark_side, { outlined: this.#query.protocol !== "squat" }); // as for files
    }
    if (reading.step === "calibrate" && this.#linePictures < LINE_PICTURES) pictures.takeLines();
    if (reading.step !== "measure") pictures.takeLight();
    this.#reference = reading.reference;
    this.#last = reading;
    this.#page.take(reading);
  }

  #end(done) {
    this.#close();
    const reading = (this.#measured || !this.#failure) && this.#last && { ...this.#last, ...done };
    const assessment = done?.assessment ?? null;
    const { protocol } = this.#query;
    this.#page.end(reading ? { protocol, reading, assessment, hint: this.#last.message, lost: !done } : null, this.#failure);
  }

  get #measured() {
    return Boolean(this.#last?.reference);
  }

  #tellLost() {
    this.#page.display.showState(words.live.line_lost);
    this.#tell(words.live.line_lost);
  }

  #tell(sentence, options = { urgent: true }) {
    this.#page.announce(sentence, options);
    this.#page.voice.say(sentence, options);
  }

  /** Without camera or model the check ends as if somebody stopped it: the service keeps what was measured. */
  #broken(error) {
    if (this.#ended || this.#failure) return;
    if (!(error instanceof CameraError)) console.info(error); // for who looks into it; the page says enough
    this.#failure = error instanceof CameraError ? error : new CameraError(this.#measured ? "model_lost" : "model");
    if (this.#measured) {
      this.#tell(words.camera[this.#failure.kind]);
      this.stop();
    } else this.#end(null);
  }

  async #refused(problem) {
    this.#close();
    this.#failure ??= problem ? new ProblemError(problem) : await whyNotReached();
    this.#end(null);
  }

  #close() {
    this.#ended = true;
    this.#awake?.release();
    this.#camera?.close();
    this.#connection?.leave();
  }
}

/** A line that does not open says nothing: a call may. */
async function whyNotReached() {
  try {
    await call("GET", "/v1/assessments?limit=1");
  } catch (error) {
    return error;
  }
  return new ProblemError({ type: "network" });
}

/** A hundred-thousandth of the picture is far below what the model knows. */
function rounded(landmarks) {
  return landmarks && landmarks.map((landmark) => landmark.map((value) => Math.round(value * 1e5) / 1e5));
}
