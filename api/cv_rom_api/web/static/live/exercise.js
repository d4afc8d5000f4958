// Counts an exercise against its dose. Pure: the state before and a reading of the live check give the state after.
//
// goal: {mode: "repetitions" | "hold", sets, wanted, each_side, pause_s, bent_deg}, `wanted` in repetitions or seconds.
// state: phase "work", "pause" (between sets), "turn" (to the other side) or "done"; what was done in the set under way, what
// the heel spoilt of it, and what was done with the heel not judged, each in repetitions or seconds;
// `measured`: whether the stance was known in it; `stands`: why the clock of a hold stands now, null while it runs;
// `told`: the same, as people should hear it; `sets` that are finished, each {side, set, done, spoilt, unjudged, pain}.

/** What must not be: it spoils a repetition, and stops the time of a hold. */
export const HEEL_UP = "heel_lift";
/** Over a longer gap nobody knows what was held. */
const LONGEST_STEP_S = 0.5;
/** At the limit of a bend the clock runs and stands by turns: that is told only once it has settled. */
const SETTLED_S = 0.5;
/** A pain of so much or more: stop. */
export const ADVISED_FROM = 4;
/** Why a clock stands: nothing is wrong as long as nobody has begun. */
export const NOT_MEASURED = "not_measured";
export const NOT_DOWN = "not_down";
export const OTHER = { left: "right", right: "left" };
const NOTHING_DONE = { measured: false, done: 0, spoilt: 0, unjudged: 0, stands: NOT_MEASURED, standsSinceS: null, told: NOT_MEASURED };

/** Before the first reading. */
export function begun() {
  return { phase: "work", side: null, second: false, set: 1, leftS: 0, advised: false, sets: [], timeS: null, sinceS: null, seen: 0, ...NOTHING_DONE };
}

/** After a reading. A set ends exactly at the dose: what comes beyond it counts for nothing. */
export function taken(goal, state, reading) {
  if (state.phase === "done") return state;
  const stepS = state.timeS === null ? 0 : reading.time_s - state.timeS;
  const now = { ...state, timeS: reading.time_s, sinceS: state.sinceS ?? reading.time_s, side: state.side ?? reading.side };
  if (now.phase !== "work") return rested(goal, { ...now, seen: reading.repetitions }, stepS);
  now.measured ||= reading.step === "measure";
  const counted = goal.mode === "hold" ? held(goal, now, reading, stepS) : repeated(goal, now, reading);
  return counted.done >= goal.wanted ? setDone(goal, counted) : counted;
}

/** After a rating of the last set's pain, 0 to 10. From 4 on the pause lasts until somebody wants to go on. */
export function rated(state, pain) {
  const sets = [...state.sets.slice(0, -1), { ...state.sets.at(-1), pain }];
  return { ...state, sets, advised: pain >= ADVISED_FROM };
}

export function wentOn(state) {
  return { ...state, advised: false };
}

/** The finished sets, and the one under way, which is marked as unfinished. Pain may have ended it before anything counted. */
export function setsSoFar(state) {
  return state.phase === "work" && state.measured ? [...state.sets, { ...setOf(state), unfinished: true }] : state.sets;
}

/** Attempts that ended since the reading before, unless they belong to the pause. */
function repeated(goal, state, { attempts, repetitions }) {
  const seen = Math.min(state.seen, repetitions); // a check that had to begin anew counts from one again
  const after = { ...state, seen: repetitions };
  for (const { index, peak_s: peakS, invalid_reasons: reasons, unchecked } of attempts) {
    if (index <= seen || peakS < state.sinceS || after.done >= goal.wanted) continue;
    if (reasons.includes(HEEL_UP)) after.spoilt += 1;
    else {
      after.done += 1;
      if (unchecked.includes(HEEL_UP)) after.unjudged += 1;
    }
  }
  return after;
}

/** Time in which the knee was bent and the heel not up, as far as it can be seen; it is spoilt while the heel is up. */
function held(goal, state, reading, stepS) {
  const stands = standsBecause(goal, reading);
  const lastedS = stands === state.stands && stepS <= LONGEST_STEP_S ? stepS : 0;
  const gainedS = stands === null ? Math.min(lastedS, goal.wanted - state.done) : 0;
  const unjudged = state.unjudged + (reading.unchecked.includes(HEEL_UP) ? gainedS : 0);
  const spoilt = state.spoilt + (stands === HEEL_UP && reading.knee_flexion_deg >= goal.bent_deg ? lastedS : 0);
  return { ...state, ...explained(state, stands), done: state.done + gainedS, spoilt, unjudged };
}

/** Why this reading is no part of a hold: the one thing to put right first; null if it is one. */
function standsBecause({ bent_deg: bentDeg }, { step, message, knee_flexion_deg: bendDeg, flags }) {
  if (step !== "measure") return NOT_MEASURED;
  if (message === "foot_moved") return "foot_moved";
  if (bendDeg === null) return "leg_not_seen";
  if (flags.includes(HEEL_UP)) return HEEL_UP;
  return bendDeg < bentDeg ? NOT_DOWN : null;
}

function explained({ stands: before, standsSinceS, told, timeS }, stands) {
  const sinceS = stands === before ? standsSinceS ?? timeS : timeS;
  const settled = stands === HEEL_UP || timeS - sinceS >= SETTLED_S;
  return { stands, standsSinceS: sinceS, told: settled ? stands : told };
}

function setDone(goal, state) {
  const sets = [...state.sets, setOf(state)];
  const next = state.set < goal.sets ? "pause" : goal.each_side && !state.second ? "turn" : "done";
  return { ...state, sets, phase: next, leftS: next === "done" ? 0 : goal.pause_s };
}

function setOf({ side, set, done, spoilt, unjudged }) {
  return { side, set, done, spoilt, unjudged, pain: null };
}

function rested(goal, state, stepS) {
  if (state.advised) return state;
  const leftS = Math.max(0, state.leftS - stepS);
  if (leftS > 0) return { ...state, leftS };
  if (state.phase === "pause") return { ...state, ...NOTHING_DONE, phase: "work", leftS: 0, set: state.set + 1, sinceS: state.timeS };
  return { ...begun(), sets: state.sets, second: true, side: OTHER[state.side] ?? null };
}
