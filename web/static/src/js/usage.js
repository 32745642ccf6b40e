// Draws a server's usage into [data-chart] of [data-usage]. Loaded by pages
// that have charts only.
//
// The figures come from data-usage at once; where they say that the provider
// may be asked, they are fetched once more with read=1, and again as soon as
// it may be asked anew while somebody looks.
import uPlot from "uplot";
import "./usage.css";
import { whenSeen } from "./seen.js";

const height = 120;
const patience = 2000;
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

// style loads the sheet from here: as part of the page it would hold up the
// page's other scripts.
function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

async function start(box) {
  await style(box.dataset.style);
  const state = { box, drawn: new Map(), timer: 0, shown: undefined };
  load(state, false);
  new ResizeObserver(() => resize(state)).observe(box);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.shown && draw(state, state.shown));
}

async function load(state, read) {
  const about = state.box.querySelector("[data-usage-about]");
  const slow = read && setTimeout(() => (about.textContent = state.box.dataset.asking), patience);
  try {
    const answer = await fetch(state.box.dataset.usage + (read ? "&read=1" : ""), { headers: { Accept: "application/json" } });
    if (!answer.ok || !state.box.isConnected) return;
    const data = await answer.json();
    clearTimeout(slow);
    draw(state, data);
    about.textContent = data.about;
    if (data.due && !read) return load(state, true);
    if (data.again) state.timer = setTimeout(() => whenSeen(state, () => load(state, true)), data.again * 1000);
  } catch {
    // The panel does not answer. What is drawn stays, and the page says it.
  } finally {
    clearTimeout(slow);
  }
}

function draw(state, data) {
  state.shown = data;
  const charts = new Map(data.charts.map((chart) => [chart.name, chart]));
  for (const figure of state.box.querySelectorAll("[data-chart]")) {
    state.drawn.get(figure)?.destroy();
    state.drawn.delete(figure);
    const chart = charts.get(figure.dataset.chart);
    figure.hidden = !chart;
    if (chart) drawOne(state, figure, chart, data);
  }
}

function drawOne(state, figure, chart, data) {
  const plot = figure.querySelector("[data-plot]");
  const caption = figure.querySelector("[data-value]");
  plot.setAttribute("aria-label", chart.summary);
  if (chart.lines.length === 1) caption.textContent = chart.now;
  plot.replaceChildren();
  if (data.times.length < 2) return;
  const columns = chart.lines.flatMap((line) => [line.max, line.min, line.avg]);
  const zone = state.box.dataset.zone;
  state.drawn.set(figure, new uPlot(optionsOf(chart, data, zone, plot.clientWidth, hover(caption, chart, data, zone)), [data.times, ...columns], plot));
}

function resize(state) {
  for (const [figure, chart] of state.drawn) {
    const width = figure.querySelector("[data-plot]").clientWidth;
    if (width && width !== chart.width) chart.setSize({ width, height });
  }
}

function optionsOf(chart, { from, to }, timeZone, width, setCursor) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  const hidden = { stroke: "transparent", width: 0, points: { show: false } };
  const lines = chart.lines.flatMap((_, i) => [hidden, hidden, lineOf(color(`--ch-${i + 1}`), i)]);
  const axis = { stroke: color("--faint"), font: "11px Inter, sans-serif", ticks: { show: false } };
  const grid = { stroke: color("--color-base-300"), width: 1 };
  return {
    width,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: "usage" }, drag: { x: true, y: false }, points: { size: 6 } },
    scales: { x: { min: from, max: to }, y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, size: 20, gap: 4, values: (_, splits, __, ___, step) => splits.map((at) => tick(at, step, timeZone)) },
      { ...axis, grid, size: 48, gap: 6, values: (_, splits) => splits.map((value) => label(value, chart.unit)), splits: thirds },
    ],
    series: [{}, ...lines],
    // Between the smallest and the largest of the samples that share a point.
    bands: chart.lines.map((_, i) => ({ series: [3 * i + 1, 3 * i + 2], fill: faint(color(`--ch-${i + 1}`), 22) })),
    hooks: { setCursor: [setCursor] },
  };
}

function lineOf(stroke, at) {
  return { stroke, width: at ? 1.25 : 1.5, points: { show: false }, fill: at ? undefined : faint(stroke, 8) };
}

function faint(color, percent) {
  return `color-mix(in oklab, ${color} ${percent}%, transparent)`;
}

// thirds keeps the value axis to a few round lines.
function thirds(_, __, low, high) {
  const rough = (high - low) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power;
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, i) => i * step);
}

function label(value, unit) {
  return unit === "%" ? `${number.format(value)}\u00a0%` : number.format(value);
}

const clocks = new Map();

function said(at, timeZone, parts) {
  const key = JSON.stringify(parts);
  if (!clocks.has(key)) clocks.set(key, new Intl.DateTimeFormat("en-GB", { timeZone, ...parts }));
  return clocks.get(key).format(at * 1000);
}

const clock = { hour: "2-digit", minute: "2-digit" };
const day = { day: "numeric", month: "short" };

function tick(at, step, zone) {
  return said(at, zone, step >= 86_400 ? day : clock);
}

// hover puts what lies under the pointer in place of the caption's value.
function hover(caption, chart, data, zone) {
  const usual = [...caption.childNodes];
  return (plot) => {
    const at = plot.cursor.idx;
    if (at == null || plot.cursor.left < 0 || chart.lines.every((line) => line.avg[at] == null)) {
      return caption.replaceChildren(...usual);
    }
    const long = data.to - data.from > 86_400;
    const when = said(data.times[at], zone, long ? { ...day, ...clock } : clock);
    const values = chart.lines.map((line) => (chart.lines.length > 1 ? `${line.label} ` : "") + spread(line, at));
    caption.replaceChildren(`${when}: ${values.join(", ")}\u00a0${chart.unit}`);
  };
}

function spread(line, at) {
  if (line.avg[at] == null) return "not known";
  const mean = number.format(line.avg[at]);
  if (line.min[at] === line.max[at]) return mean;
  return `${mean} (${number.format(line.min[at])} to ${number.format(line.max[at])})`;
}

document.querySelectorAll("[data-usage]").forEach(start);
