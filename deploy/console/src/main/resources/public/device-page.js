// One device: what it sees as it sees it, and how it fares.

import { lineChart } from './charts.js';
import { fill, h } from './dom.js';
import { driftPanel } from './drift-panel.js';
import { bytes, clock, date, decimal, duration, percent, span, whole } from './format.js';
import { getJson, listen } from './live.js';
import { cameraRemark, cameraStateText, cameraTone, classColour, conditionPill, relativeTime, releaseText } from './parts.js';
import { updatePanel } from './update-panel.js';

const SHOWN_DECISIONS = 40;
const SHOWN_WINDOWS = 120;
const CHART_MINUTES = 15;
const CHART_SPAN_MS = CHART_MINUTES * 60_000;
const PHASES = { new: 'New', update: 'Seen', end: 'Gone' };

export function showDevice(page, id, setConnection) {
  const view = skeleton(id);
  const decisions = new Map();
  const points = [];
  let labels = [];
  let classMix = new Map();
  let charts = null;
  let isDirty = false;
  let frame = 0;

  fill(page, view.missing);

  async function load() {
    try {
      const [detail, predictions, telemetry, drift] = await Promise.all([
        getJson(`/api/devices/${id}`),
        getJson(`/api/devices/${id}/predictions?limit=${SHOWN_DECISIONS * 3}`),
        getJson(`/api/devices/${id}/telemetry?minutes=${CHART_MINUTES}`),
        getJson(`/api/devices/${id}/drift?limit=${SHOWN_WINDOWS}`),
      ]);
      if (!view.root.isConnected) fill(page, view.root);
      charts ??= makeCharts(view);
      labels = detail.birth?.labels ?? [];
      classMix = new Map(Object.entries(detail.classMix));
      decisions.clear();
      predictions.predictions.reverse().forEach(remember);
      points.splice(0, points.length, ...telemetry.points);
      await view.update.set(detail);
      showSummary(view, detail.summary);
      view.drift.set(drift);
      showFacts(view, detail);
      showErrors(view, detail.errors);
      showCharts();
      draw();
    } catch (error) {
      if (error.status !== 404) throw error;
      fill(view.missing, ...unknownDevice(id));
    }
  }

  /** After something happened that the page asks for again; if that fails, the next connection asks. */
  function reload() {
    load().catch((error) => console.warn('Loading failed:', error.message));
  }

  function remember(stored) {
    const known = decisions.get(stored.prediction.decision);
    decisions.delete(stored.prediction.decision);
    decisions.set(stored.prediction.decision, { ...stored, isKnown: known !== undefined });
    while (decisions.size > SHOWN_DECISIONS) decisions.delete(decisions.keys().next().value);
  }

  function draw() {
    const newestFirst = [...decisions.values()].reverse();
    showHero(view, newestFirst[0], labels);
    fill(view.decisions, ...newestFirst.map((stored) => decisionRow(stored, labels)));
    view.noDecisions.hidden = newestFirst.length > 0;
    showClassMix(view, classMix, labels);
  }

  function schedule() {
    isDirty = true;
    if (frame === 0) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        if (isDirty) draw();
        isDirty = false;
      });
    }
  }

  function showCharts() {
    const line = (value) => points.map((point) => ({ x: Date.parse(point.receivedAt), y: value(point) })).filter((point) => Number.isFinite(point.y));
    charts.latency.set([line((point) => point.figures.latencyP50Ms), line((point) => point.figures.latencyP95Ms)]);
    charts.rate.set([line((point) => point.figures.framesPerSecond), line((point) => point.decisionsPerMinute)]);
    view.noTelemetry.forEach((note) => { note.hidden = points.length > 0; });
    view.charts.forEach((chart) => { chart.hidden = points.length === 0; });
  }

  const on = {
    device: (summary) => showSummary(view, summary),
    prediction: (stored) => {
      remember(stored);
      if (stored.prediction.phase === 'new') classMix.set(stored.prediction.label, (classMix.get(stored.prediction.label) ?? 0) + 1);
      schedule();
    },
    telemetry: (point) => {
      points.push(point);
      const oldest = Date.parse(point.receivedAt) - CHART_SPAN_MS;
      while (Date.parse(points[0].receivedAt) < oldest) points.shift();
      showCharts();
    },
    drift: (stored) => view.drift.add(stored),
    reported: (report) => view.update.reported(report),
    update: (report) => view.update.update(report),
    birth: reload,
    error: reload,
    status: () => {},
    health: () => {},
  };

  const close = listen(`device=${id}`, {
    load,
    state: setConnection,
    event: (kind, body) => {
      if (charts) on[kind](body);
      else reload();
    },
  });

  return () => {
    cancelAnimationFrame(frame);
    close();
    charts?.latency.destroy();
    charts?.rate.destroy();
    view.drift.destroy();
  };
}

function skeleton(id) {
  const part = (tag, properties = {}) => h(tag, properties);
  const view = {
    missing: h('section', { class: 'empty' }, h('p', { class: 'muted' }, 'Loading')),
    condition: part('span', { class: 'head-state' }),
    place: part('p', { class: 'muted place' }),
    hero: part('section', { class: 'panel hero', 'aria-live': 'polite', 'aria-label': 'Newest decision' }),
    figures: part('section', { class: 'totals' }),
    decisions: part('ol', { class: 'decisions' }),
    noDecisions: h('p', { class: 'muted note' }, 'It has decided nothing yet.'),
    mix: part('div'),
    latency: part('canvas', { role: 'img', 'aria-label': 'Latency over time' }),
    rate: part('canvas', { role: 'img', 'aria-label': 'Rates over time' }),
    noTelemetry: [h('p', { class: 'muted note' }, 'No telemetry yet.'), h('p', { class: 'muted note' }, 'No telemetry yet.')],
    cameras: part('ul', { class: 'cameras' }),
    delivery: part('dl', { class: 'facts' }),
    facts: part('dl', { class: 'facts' }),
    errors: part('ul', { class: 'errors' }),
    charts: [],
    errorPanel: null,
    drift: driftPanel(),
    update: updatePanel(id),
  };
  view.charts = [view.latency, view.rate].map((canvas) => h('div', { class: 'chart', hidden: true }, canvas));
  view.errorPanel = panel('Errors', view.errors);
  view.root = h('div', { class: 'device-page' },
    h('nav', { class: 'crumbs' }, h('a', { href: '#/' }, '← Fleet')),
    h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, id), view.place), view.condition),
    view.figures,
    h('div', { class: 'columns' },
      h('div', { class: 'column' },
        view.hero,
        panel('Decisions', view.noDecisions, h('div', { class: 'scroll', tabindex: 0, 'aria-label': 'Decisions, the newest first' }, view.decisions)),
        panel('Cameras', view.cameras)),
      h('div', { class: 'column' },
        view.errorPanel,
        view.update.element,
        view.drift.element,
        panel('Latency', view.noTelemetry[0], view.charts[0]),
        panel('Rates', view.noTelemetry[1], view.charts[1]),
        panel('Classes, last 15 minutes', view.mix),
        panel('Delivery', view.delivery),
        panel('Device', view.facts))));
  return view;
}

function panel(title, ...content) {
  return h('section', { class: 'panel' }, h('h2', {}, title), ...content);
}

function makeCharts(view) {
  return {
    latency: lineChart(view.latency, [{ name: 'Median', unit: 'ms' }, { name: '95 of 100 frames', unit: 'ms' }], CHART_SPAN_MS),
    rate: lineChart(view.rate, [{ name: 'Frames', unit: 'frames/s' }, { name: 'Decisions', unit: 'decisions/min', axis: 'right' }], CHART_SPAN_MS),
  };
}

function showSummary(view, summary) {
  const figures = summary.figures;
  view.drift.summarize(summary);
  view.update.summarize(summary);
  fill(view.condition, conditionPill(summary.condition), relativeTime(summary.since, 'since'));
  view.place.textContent = [summary.site, summary.model].filter(Boolean).join(' · ');
  fill(view.figures,
    tile('Release', releaseText(summary.release), summary.variant ?? ''),
    tile('Decisions', whole(summary.decisionsPerMinute), 'per minute'),
    tile('Frames', decimal(figures?.framesPerSecond), 'per second'),
    tile('Latency', decimal(figures?.latencyP50Ms), `ms median, ${decimal(figures?.latencyP95Ms)} p95`),
    tile('Processor', percent(figures?.cpuShare), figures?.temperatureCelsius === undefined ? 'of all cores' : `${decimal(figures.temperatureCelsius)} °C`),
    tile('Memory', bytes(figures?.residentBytes), 'of the agent'));
  fill(view.cameras, ...(summary.cameras.length > 0 ? summary.cameras.map((camera) => cameraItem(camera, summary.condition)) : [h('li', { class: 'muted' }, 'None')]));
  fill(view.delivery,
    ...fact('Stored up to record', whole(summary.delivery.highWaterMark)),
    ...fact('Waiting on the device', figures ? `${whole(figures.outboxRecords)} ${figures.outboxRecords === 1 ? 'record' : 'records'}, ${bytes(figures.outboxSizeBytes)}` : '–'),
    ...fact('Missing, may still come', summary.delivery.openRecords === 0 ? '0' : `${whole(summary.delivery.openRecords)} in ${whole(summary.delivery.openGaps)} gaps`),
    ...fact('Lost for good', whole(summary.delivery.lost)),
    ...fact('Came more than once', whole(summary.delivery.duplicates)),
    ...fact('Last seen', relativeTime(summary.lastSeen)));
}

function tile(name, value, note) {
  return h('div', { class: 'tile' }, h('span', { class: 'tile-name' }, name), h('strong', {}, value), h('span', { class: 'tile-note' }, note));
}

function fact(name, value) {
  return [h('dt', {}, name), h('dd', {}, value)];
}

function cameraItem(camera, condition) {
  const dropped = camera.dropped === undefined ? '' : ` · ${whole(camera.dropped)} of ${whole(camera.frames + camera.dropped)} frames gave way`;
  return h('li', {},
    h('span', { class: 'dot', data: { tone: cameraTone(camera, condition) } }),
    h('div', { class: 'camera-text' },
      h('div', { class: 'camera-head' }, h('strong', {}, camera.name), h('span', { class: 'chip camera-state', data: { tone: cameraTone(camera, condition) } }, cameraStateText(camera)), camera.since && relativeTime(camera.since, 'since')),
      cameraRemark(camera) && h('div', { class: 'warn' }, cameraRemark(camera)),
      h('div', { class: 'muted small' }, `${decimal(camera.framesPerSecond)} frames/s${dropped}`),
      camera.source && h('div', { class: 'muted small source' }, camera.source)));
}

function showFacts(view, detail) {
  const birth = detail.birth;
  const tags = birth ? Object.entries(birth.tags).map(([name, value]) => `${name}=${value}`).join(', ') : '';
  fill(view.facts,
    ...(birth
      ? [
        ...fact('Software', birth.software),
        ...fact('Hardware', `${birth.hardware.processors} × ${birth.hardware.architecture}, ${bytes(birth.hardware.memoryBytes)}`),
        ...fact('System', birth.hardware.operatingSystem),
        ...fact('Can', birth.capabilities.join(', ') || '–'),
        ...fact('Classes', `${birth.labels.length}: ${birth.labels.join(', ')}`),
        ...(tags ? fact('Tags', tags) : []),
      ]
      : []),
    ...fact('Running', detail.summary.figures ? span(detail.summary.figures.uptimeMs) : '–'),
    ...fact('First seen', date(detail.firstSeen)));
}

function showErrors(view, errors) {
  view.errorPanel.hidden = errors.length === 0;
  fill(view.errors, ...errors.map((error) => h('li', {},
    h('div', {}, h('strong', {}, error.kind), h('span', { class: 'muted small' }, ` ${whole(error.count)} × · `, relativeTime(error.last))),
    h('div', { class: 'small' }, error.message))));
}

function showHero(view, stored, labels) {
  if (!stored) {
    view.hero.hidden = true;
    return;
  }
  const { prediction } = stored;
  view.hero.hidden = false;
  view.hero.style.setProperty('--class', classColour(labels, prediction.label));
  fill(view.hero,
    h('div', { class: 'hero-head' },
      h('span', { class: 'muted' }, prediction.phase === 'end' ? 'Last seen' : 'Now seeing', ` on ${prediction.camera}`),
      h('span', { class: 'muted' }, relativeTime(stored.receivedAt))),
    h('div', { class: 'hero-label' }, h('strong', {}, prediction.label), h('span', {}, percent(prediction.confidence))),
    h('ul', { class: 'scores' }, prediction.top.slice(0, 3).map((score) => h('li', { style: { '--share': score.probability, '--class': classColour(labels, score.label) } },
      h('span', { class: 'score-label' }, score.label), h('span', { class: 'meter' }), h('span', { class: 'score-value' }, percent(score.probability))))));
}

function decisionRow(stored, labels) {
  const { prediction } = stored;
  return h('li', { class: 'decision', data: { phase: prediction.phase, decision: prediction.decision }, style: { '--share': prediction.confidence, '--class': classColour(labels, prediction.label) } },
    h('time', { class: 'muted', datetime: stored.receivedAt, title: date(stored.receivedAt) }, clock(stored.receivedAt)),
    h('span', { class: 'decision-label' }, h('strong', {}, prediction.label), h('span', { class: 'muted small' }, prediction.camera)),
    h('span', { class: 'confidence' }, h('span', { class: 'meter' }), h('span', {}, percent(prediction.confidence))),
    h('span', { class: 'chip phase' }, PHASES[prediction.phase] ?? prediction.phase),
    prediction.header.replayed && h('span', { class: 'chip quiet', title: 'It was sent again, or later than it was made' }, 'Late'),
    h('span', { class: 'muted small decision-time' }, decisionTime(prediction)));
}

function decisionTime(prediction) {
  const latency = `${decimal(prediction.latency.totalMs)} ms`;
  return prediction.phase === 'new' ? latency : `${duration(prediction.startedAt, prediction.header.time)} in view · ${latency}`;
}

function showClassMix(view, classMix, labels) {
  const counts = [...classMix].sort((a, b) => b[1] - a[1]);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) {
    fill(view.mix, h('p', { class: 'muted note' }, 'No decision within this time.'));
    return;
  }
  fill(view.mix,
    h('div', { class: 'mix', role: 'img', 'aria-label': counts.map(([label, count]) => `${label}: ${count}`).join(', ') },
      counts.map(([label, count]) => h('span', { title: `${label}: ${count}`, style: { '--share': count / total, '--class': classColour(labels, label) } }))),
    h('ul', { class: 'legend' }, counts.map(([label, count]) => h('li', { style: { '--class': classColour(labels, label) } },
      h('span', { class: 'swatch' }), h('span', { class: 'legend-label' }, label), h('span', { class: 'muted' }, `${whole(count)} · ${percent(count / total)}`)))));
}

function unknownDevice(id) {
  return [
    h('h1', {}, id),
    h('p', {}, 'No device of this name has reported yet. It appears here as soon as it connects.'),
    h('a', { href: '#/' }, 'To the fleet'),
  ];
}
