// Finds the pose in pictures, with MediaPipe in WebAssembly. Runs in a worker or in the page.

/** How much slower than life MediaPipe is told that the video runs: with minutes between frames its own smoothing, which
 * lags, hands each frame's landmarks through (see mediapipe_estimator.py). */
const TIME_STRETCH = 10_000;
const MIN_CONFIDENCE = 0.5;

/** How lines begin that the native part writes to the console: none is meant for our users. */
const NATIVE_LOG = /^([IWEF]\d{4} |INFO: )/;

keepCallsHome();
keepLogShort();

/** A landmarker of one person in a video. `places`: {library, loader, binary, model}, paths of our own files. */
export async function poseFinder(places) {
  const [{ PoseLandmarker }, { default: loader }] = await Promise.all([import(places.library), import(places.loader)]);
  self.ModuleFactory = loader; // as the library expects it where it loads no script itself
  const landmarker = await PoseLandmarker.createFromOptions({ wasmLoaderPath: "", wasmBinaryPath: places.binary }, {
    baseOptions: { modelAssetPath: places.model, delegate: "CPU" },
    runningMode: "VIDEO",
    numPoses: 1,
    minPoseDetectionConfidence: MIN_CONFIDENCE,
    minPosePresenceConfidence: MIN_CONFIDENCE,
    minTrackingConfidence: MIN_CONFIDENCE,
  });
  let stampMs = 0;
  return {
    /** [[x, y, visibility] x 33], x and y from 0 to 1, or null where nobody is seen. */
    find(picture, timeS) {
      stampMs = Math.max(stampMs + 1, Math.round(timeS * 1000 * TIME_STRETCH));
      const [pose] = landmarker.detectForVideo(picture, stampMs).landmarks;
      return pose ? pose.map(({ x, y, visibility }) => [x, y, visibility]) : null;
    },
    close: () => landmarker.close(),
  };
}

/** The library reports its use to its makers once a minute. Nothing leaves this service. */
function keepCallsHome() {
  const call = self.fetch.bind(self);
  self.fetch = (target, options) => {
    const { origin } = new URL(target instanceof Request ? target.url : target, self.location.href);
    return origin === self.location.origin ? call(target, options) : Promise.reject(new TypeError("not our own host"));
  };
}

function keepLogShort() {
  for (const level of ["warn", "error"]) {
    const write = console[level].bind(console);
    console[level] = (first, ...rest) => NATIVE_LOG.test(first) || write(first, ...rest);
  }
}
