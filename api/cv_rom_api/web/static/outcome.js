// What came out of an analysis, as elements.

import { element, screenSection, section, table, time } from "./elements.js";
import { amount, fill, language, languageName, moment, words } from "./words.js";

const HEADLINES = [
  "best_toe_to_wall_cm", "best_peak_dorsiflexion_deg", "best_peak_dorsiflexion_change_deg",
  "best_peak_tibia_inclination_deg", "best_peak_knee_flexion_deg", "hold_s", "stance_dorsiflexion_deg", "mean_toe_out_deg", "mean_peak_knee_valgus_deg",
];
const MOST_CARDS = 6;
const SHORTEST_HOLD_S = 5; // less is the turn of a repetition, not a hold
const r = words.result;

/** Whether it comes from a live check, not from a video. */
export function isLive({ provenance }) {
  return provenance?.settings.live === true;
}

/** The sections of a state that is done. */
export function outcome({ assessment, artefacts }) {
  const { findings = [], measures = [], compensations = [] } = assessment;
  const live = isLive(assessment);
  const spoken = assessment.provenance?.settings.language ?? "en";
  return [
    facts(assessment),
    findingsSection(findings, spoken, live),
    numbersSection(measures, live),
    compensationsSection(compensations),
    gapsSection(measures, compensations, live),
    warningsSection(assessment.quality?.warnings ?? [], spoken),
    videoSection(artefacts["annotated.mp4"], artefacts["annotated.jpg"]),
    downloadsSection(artefacts),
    reportSection(artefacts["report.html"]),
  ].filter(Boolean);
}

function facts(assessment) {
  const { source, provenance, subject, scale } = assessment;
  const pairs = [
    [isLive(assessment) ? r.facts_live : r.facts_video, source?.name],
    [r.facts_analysed, provenance && time(provenance.created_at, moment(provenance.created_at))],
    [r.facts_footwear, subject && (words.footwear[subject.footwear] ?? subject.footwear)],
    [r.facts_scale, scale && (words.scales[scale.source] ?? scale.source)],
  ].filter(([, value]) => value);
  return element("dl", { class: "facts" },
    ...pairs.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, element("bdi", {}, value))]));
}

/** The sentences of the analysis keep the language in which it was ordered, whatever the page's is. */
function findingsSection(findings, spoken, live) {
  if (!findings.length) return null;
  const lines = findings.map(({ severity, text }) => element("li", { class: severity, lang: spoken }, text));
  const note = fill(live ? r.findings_language_live : r.findings_language, { language: languageName(spoken) });
  return section(r.findings,
    element("ul", { class: "findings" }, ...lines),
    spoken !== language && element("p", { class: "small" }, note));
}

function headlines(measures) {
  return HEADLINES.flatMap((name) => measures.filter((measure) => measure.name === name));
}

function numbersSection(measures, live) {
  const measured = headlines(measures)
    .filter(({ name, value }) => value !== null && !(name === "hold_s" && value < SHORTEST_HOLD_S));
  if (!measured.length) return section(live ? r.nothing_live : r.nothing);
  return section(r.numbers,
    element("ul", { class: "cards" }, ...measured.slice(0, MOST_CARDS).map(card)),
    element("p", { class: "small" }, r.interval_help));
}

function card({ name, side, value, unit, interval_95: interval }) {
  return element("li", {},
    element("h3", {}, named(words.measures, name, side)),
    element("p", { class: "value" }, amount(value, unit)),
    interval && element("p", {}, fill(r.interval, { low: amount(interval[0], unit), high: amount(interval[1], unit) })));
}

function named(names, name, side) {
  const label = names[name] ?? name.replaceAll("_", " ");
  return side ? `${label} (${words.sides[side]})` : label;
}

function compensationsSection(compensations) {
  if (!compensations.length) return null;
  const rows = compensations.map(({ name, side, status, peak }) => [
    named(words.compensations, name),
    words.sides[side] ?? "–",
    element("span", { class: `status ${status}` }, statusOf(name, status)),
    peak && status === "present" ? amount(peak.value, peak.unit) : "–",
  ]);
  return section(r.compensations, table(r.compensations, [r.compensation, r.side, r.seen, r.largest], rows));
}

/** The arch is judged by a sign, not measured: it is likely at most. */
function statusOf(name, status) {
  return words.compensation_status[name === "arch_collapse" && status === "present" ? "likely" : status] ?? status;
}

/** Reason by reason what is missing. */
function gapsSection(measures, compensations, live) {
  const missing = new Map();
  const add = (reason, label) => missing.set(reason, new Set([...(missing.get(reason) ?? []), label]));
  for (const { name, status, reason } of headlines(measures)) {
    if (status === "not_assessable") add(reason, named(words.measures, name));
  }
  for (const { name, status, reason } of compensations) {
    if (status === "not_assessable") add(reason, named(words.compensations, name));
  }
  if (!missing.size) return null;
  const lines = [...missing].map(([reason, labels]) => element("li", {},
    element("strong", {}, `${[...labels].join(", ")}. `), words.reasons[reason] ?? reason.replaceAll("_", " ")));
  return section(live ? r.gaps_live : r.gaps, element("ul", {}, ...lines));
}

function warningsSection(warnings, spoken) {
  if (!warnings.length) return null;
  return section(r.warnings, element("ul", {}, ...warnings.map(({ text }) => element("li", { lang: spoken }, text))));
}

/** Without a poster, as in older assessments, the first picture is asked for, else phones show black. */
function videoSection(path, poster) {
  if (!path) return null;
  const shown = poster ? { poster, src: path } : { src: `${path}#t=0.001` };
  const video = element("video", { controls: true, playsinline: true, preload: "metadata", ...shown });
  video.setAttribute("aria-label", r.video);
  video.append(r.no_video);
  return screenSection(r.video, video);
}

function downloadsSection(artefacts) {
  const links = Object.entries(artefacts).filter(([name]) => name !== "annotated.jpg").map(([name, path]) =>
    element("li", {}, element("a", { href: path, download: true }, words.artefacts[name] ?? name)));
  return links.length ? screenSection(r.downloads, element("ul", { class: "downloads" }, ...links)) : null;
}

/** The report in a frame as high as itself. It may run no script; its links to other files lead the whole page there. */
function reportSection(path) {
  if (!path) return null;
  const sandbox = "allow-same-origin allow-top-navigation-by-user-activation";
  const frame = element("iframe", { src: path, title: r.report_frame, sandbox, loading: "lazy" });
  frame.addEventListener("load", () => {
    const page = frame.contentDocument.documentElement;
    for (const link of page.querySelectorAll("a:not([href^='#'])")) link.target = "_top";
    new ResizeObserver(() => { frame.style.height = `${page.scrollHeight}px`; }).observe(page);
  });
  return screenSection(r.report,
    element("p", {}, element("a", { class: "button", href: path }, r.open_report)),
    element("details", {}, element("summary", {}, r.show_report), frame));
}
