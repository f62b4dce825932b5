// Lines over time.

import { clock, decimal, minute } from './format.js';

const COLOURS = ['--line-0', '--line-1'];
const STEPS_MS = [5, 10, 30, 60, 120, 300, 600].map((seconds) => seconds * 1000);
const MOST_TICKS = 4;
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The value of a colour of the style sheet. */
export function variable(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls on each change between light and dark, until the returned function is called. */
export function onThemeChange(paint) {
  dark.addEventListener('change', paint);
  return () => dark.removeEventListener('change', paint);
}

/** Gives legend, scales and grid of a chart the colours of the theme, and shows these with those that its data were given. */
export function paintFrame(chart) {
  const text = variable('--muted');
  const line = variable('--grid-line');
  chart.options.plugins.legend.labels.color = text;
  for (const scale of Object.values(chart.options.scales)) {
    scale.ticks.color = text;
    if (scale.title) scale.title.color = text;
    scale.grid = { ...scale.grid, color: line };
    scale.border = { color: line };
  }
  // Not 'none', which leaves bars in the colours that they have.
  chart.update();
}

/** Ticks at round times. */
function timeTicks(scale) {
  const stepMs = STEPS_MS.find((step) => (scale.max - scale.min) / step <= MOST_TICKS) ?? STEPS_MS.at(-1);
  scale.ticks = [];
  for (let time = Math.ceil(scale.min / stepMs) * stepMs; time <= scale.max; time += stepMs) scale.ticks.push({ value: time });
}

function timeText(time, scale) {
  const date = new Date(time).toISOString();
  return scale.max - scale.min > 120_000 ? minute(date) : clock(date);
}

/** A chart of lines, each with a name, an axis ("y" or "right") and a unit; set() gives each its points. */
export function lineChart(canvas, lines, spanMs) {
  const chart = new window.Chart(canvas, {
    type: 'line',
    data: { datasets: lines.map((line) => ({ label: line.name, yAxisID: line.axis ?? 'y', data: [], parsing: false, pointRadius: 0, pointHitRadius: 12, borderWidth: 2, tension: 0.25, spanGaps: 60_000 })) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: {
        legend: { display: true, align: 'start', labels: { boxWidth: 10, boxHeight: 2, padding: 12 } },
        tooltip: { callbacks: { title: (items) => (items.length > 0 ? clock(new Date(items[0].parsed.x).toISOString()) : ''), label: (item) => `${item.dataset.label}: ${decimal(item.parsed.y)} ${lines[item.datasetIndex].unit}` } },
      },
      scales: {
        x: { type: 'linear', afterBuildTicks: timeTicks, ticks: { autoSkip: false, maxRotation: 0, callback(value) { return timeText(value, this); } }, grid: { display: false } },
        y: { beginAtZero: true, ticks: { maxTicksLimit: 5 }, title: { display: true, text: lines[0].unit } },
        ...(lines.some((line) => line.axis === 'right')
          ? { right: { position: 'right', beginAtZero: true, ticks: { maxTicksLimit: 5 }, grid: { display: false }, title: { display: true, text: lines.find((line) => line.axis === 'right').unit } } }
          : {}),
      },
    },
  });

  function paint() {
    chart.data.datasets.forEach((dataset, i) => {
      dataset.borderColor = variable(COLOURS[i]);
      dataset.backgroundColor = variable(COLOURS[i]);
    });
    paintFrame(chart);
  }

  paint();
  const stop = onThemeChange(paint);
  return {
    set(series) {
      const newest = Math.max(0, ...series.flatMap((points) => points.slice(-1).map((point) => point.x)));
      series.forEach((points, i) => {
        chart.data.datasets[i].data = points;
      });
      const oldest = Math.min(newest, ...series.flatMap((points) => points.slice(0, 1).map((point) => point.x)));
      chart.options.scales.x.min = Math.max(newest - spanMs, oldest);
      chart.options.scales.x.max = newest;
      chart.update('none');
    },
    destroy() {
      stop();
      chart.destroy();
    },
  };
}
