// The history of one person: a chart and a table for each measure.

import { confirmed } from "./confirm.js";
import { element, section, table, time } from "./elements.js";
import { showNotice, showProblem } from "./problem_notice.js";
import { progressChart, timeRange, valueRange } from "./progress_chart.js";
import { call } from "./service.js";
import { amount, day, fill, moment, words } from "./words.js";

const h = words.history;
const { id } = document.getElementById("history").dataset;
const path = `/v1/subjects/${encodeURIComponent(id)}`;
const state = document.getElementById("state");
const after = document.getElementById("after");

document.getElementById("delete").addEventListener("click", remove);

try {
  const { subject, series } = await call("GET", `${path}/progress`);
  document.querySelector("h1").textContent = fill(h.title_of, { code: subject.code });
  state.textContent = series.length ? "" : h.empty;
  document.getElementById("history").append(...bothLegs(series).map(measureSection));
  after.hidden = false;
} catch (error) {
  state.textContent = "";
  showProblem(error);
}

/** The series in groups of the same movement and measure: left and right side by side. */
function bothLegs(series) {
  const groups = new Map();
  for (const one of series) {
    const key = `${one.protocol} ${one.measure}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function measureSection(series) {
  const [{ protocol, measure }] = series;
  const title = fill(h.series, { protocol: words.protocols[protocol] ?? protocol, measure: words.measures[measure] ?? measure });
  return section(title,
    element("div", { class: "charts" }, ...series.map((one) => panel(one, valueRange(series), timeRange(series)))),
    element("p", { class: "small" }, legend(series)),
    historyTable(title, series));
}

function panel(series, values, times) {
  const { side, unit, points } = series;
  const [first, last] = [points[0], points.at(-1)];
  const description = fill(h.chart_alt, {
    side: words.sides[side], count: points.length, first_day: day(first.at), last_day: day(last.at),
    first: amount(first.value, unit), last: amount(last.value, unit),
  });
  const scaleUnit = unit === "deg" ? null : ` (${unit})`;
  return element("figure", { class: "chart" },
    element("figcaption", {}, words.legs[side], scaleUnit), progressChart(series, values, times, description));
}

function legend(series) {
  const { minimal_detectable_change: band } = series[0];
  const other = series.some(({ points }) => points.some((point) => point.footwear !== points[0].footwear));
  const about = band ? fill(h.band, { value: amount(band.value, band.unit), source: band.source }) : h.no_band;
  return [h.bars, other && h.hollow, about].filter(Boolean).join(" ");
}

function historyTable(title, series) {
  const days = series.map(({ points }) => new Set(points.map(({ at }) => day(at))).size);
  const when = series.some(({ points }, i) => days[i] < points.length) ? moment : day;
  const rows = series
    .flatMap(({ side, unit, points, minimal_detectable_change: band }) => points.map((point) => ({ side, unit, band, when, first: points[0], ...point })))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return table(title, [h.when, h.side, h.value, h.interval, h.change, h.real, h.footwear], rows.map(cells));
}

function cells({ assessment_id: assessment, at, when, side, unit, value, interval_95: interval, change, footwear, first, band }) {
  const { low, high } = { low: amount(interval[0], unit), high: amount(interval[1], unit) };
  return [
    element("a", { href: `/assessments/${encodeURIComponent(assessment)}` }, time(at, when(at))),
    words.sides[side],
    amount(value, unit),
    fill(h.from_to, { low, high }),
    change ? signed(change.difference, unit) : h.first,
    change ? verdict(change.real_change, footwear !== first.footwear, band) : "–",
    words.footwear[footwear] ?? footwear,
  ];
}

function signed(difference, unit) {
  const size = amount(Math.abs(difference), unit);
  if (size === amount(0, unit)) return size;
  return `${difference < 0 ? "−" : "+"}${size}`;
}

function verdict(real, otherFootwear, band) {
  if (real !== null) return real ? h.is_real : h.not_real;
  if (otherFootwear) return h.other_footwear;
  return band ? h.unknown : h.not_established;
}

async function remove() {
  if (!(await confirmed())) return;
  try {
    await call("DELETE", path);
  } catch (error) {
    showProblem(error);
    return;
  }
  document.getElementById("history").replaceChildren();
  state.textContent = "";
  after.hidden = true;
  showNotice(h.deleted, h.gone);
  document.querySelector("h1").focus();
}
