// Draws the history of one measure of one leg: values over time, their intervals, the band of the smallest real change.

import { amount, day, number } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 400;
const HEIGHT = 240;
const EDGE = { left: 40, right: 14, top: 14, bottom: 34 };
const STEPS = [0.5, 1, 2, 5, 10, 20, 50];
const MOST_LINES = 6;

/** The lowest and highest value that charts of these series have to show, so that left and right share a scale. */
export function valueRange(series) {
  const values = series.flatMap(({ points, minimal_detectable_change: band }) => [
    ...points.flatMap((point) => point.interval_95),
    ...(band ? [points[0].value - band.value, points[0].value + band.value] : []),
  ]);
  return [Math.min(...values), Math.max(...values)];
}

/** The first and last moment of these series. */
export function timeRange(series) {
  const moments = series.flatMap(({ points }) => points.map((point) => Date.parse(point.at)));
  return [Math.min(...moments), Math.max(...moments)];
}

/** An SVG element; `description` says in words what it shows. */
export function progressChart({ side, unit, points, minimal_detectable_change: band }, values, times, description) {
  const x = scale(times, [EDGE.left + 16, WIDTH - EDGE.right - 16]);
  const lines = gridValues(values);
  const y = scale([lines[0], lines.at(-1)], [HEIGHT - EDGE.bottom, EDGE.top]);
  const chart = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": description, class: side });
  if (band) chart.append(bandAround(points[0].value, band.value, y));
  chart.append(...lines.flatMap((value) => gridLine(value, unit, y(value))));
  chart.append(...dates(times, x));
  const path = points.map((point, i) => `${i ? "L" : "M"}${x(Date.parse(point.at))} ${y(point.value)}`);
  chart.append(draw("path", { class: "curve", d: path.join("") }));
  for (const point of points) chart.append(...mark(point, side, x(Date.parse(point.at)), y, point.footwear !== points[0].footwear));
  return chart;
}

function draw(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

/** A linear map; one moment alone comes to stand in the middle. */
function scale([low, high], [start, end]) {
  if (low === high) return () => (start + end) / 2;
  return (value) => start + ((value - low) / (high - low)) * (end - start);
}

function gridValues([low, high]) {
  const step = STEPS.find((one) => (high - low) / one <= MOST_LINES) ?? STEPS.at(-1);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

function gridLine(value, unit, y) {
  const label = unit === "deg" ? amount(value, unit, Number.isInteger(value) ? 0 : 1) : number(value, Number.isInteger(value) ? 0 : 1);
  return [
    draw("path", { class: "grid", d: `M${EDGE.left} ${y}H${WIDTH - EDGE.right}` }),
    draw("text", { class: "tick value", x: EDGE.left - 6, y: y + 4 }, label),
  ];
}

function dates([first, last], x) {
  const y = HEIGHT - EDGE.bottom + 22;
  if (day(first) === day(last)) return [draw("text", { class: "tick middle", x: (x(first) + x(last)) / 2, y }, day(first))];
  return [
    draw("text", { class: "tick first", x: EDGE.left, y }, day(first)),
    draw("text", { class: "tick last", x: WIDTH - EDGE.right, y }, day(last)),
  ];
}

function bandAround(value, halfWidth, y) {
  const top = y(value + halfWidth);
  const height = y(value - halfWidth) - top;
  return draw("rect", { class: "band", x: EDGE.left, y: top, width: WIDTH - EDGE.left - EDGE.right, height });
}

/** Left is a disc and right a square, so that colour is not all that tells them apart; hollow for other footwear. */
function mark({ value, interval_95: [low, high] }, side, x, y, other) {
  const style = other ? "mark other" : "mark";
  const [top, bottom] = [y(high), y(low)];
  const bar = `M${x} ${top}V${bottom}M${x - 5} ${top}h10M${x - 5} ${bottom}h10`;
  const shape = side === "right"
    ? draw("rect", { class: style, x: x - 5, y: y(value) - 5, width: 10, height: 10 })
    : draw("circle", { class: style, cx: x, cy: y(value), r: 5.5 });
  return [draw("path", { class: "bar95", d: bar }), shape];
}
