// A camera's drift on its device's page: the verdict in words, the window beside its reference, and how it came to it.

import { fill, h } from './dom.js';
import { CAUSES, VERDICTS, isChange, verdictText, verdictTone } from './drift-words.js';
import { signalView } from './drift-signals.js';
import { clock, date, minute, whole } from './format.js';
import { relativeTime } from './parts.js';

const SHOWN_WINDOWS = 60;

/** The element; set() gives it a device's drift as loaded, add() a report that just came, summarize() what the summary says. */
export function driftPanel() {
  const list = h('div', { class: 'drift-cameras' });
  const element = h('section', { class: 'panel drift', hidden: true }, h('h2', {}, 'Drift'), list);
  const cameras = new Map();

  function camera(name) {
    if (!cameras.has(name)) {
      cameras.set(name, cameraDrift(name));
      fill(list, ...[...cameras.values()].map((part) => part.element));
      element.hidden = false;
    }
    return cameras.get(name);
  }

  return {
    element,
    set(history) {
      const windows = new Map();
      history.windows.forEach((point) => windows.set(point.camera, [...(windows.get(point.camera) ?? []), point]));
      history.latest.forEach((stored) => camera(stored.report.camera).set(stored, windows.get(stored.report.camera) ?? []));
    },
    add(stored) {
      camera(stored.report.camera).add(stored);
    },
    summarize(summary) {
      summary.cameras.filter((each) => each.drift).forEach((each) => camera(each.name).summarize(each.drift));
    },
    destroy() {
      cameras.forEach((part) => part.destroy());
    },
  };
}

function cameraDrift(name) {
  const head = h('div', { class: 'drift-head' });
  const explanation = h('p', { class: 'drift-words' });
  const strip = h('ol', { class: 'strip', 'aria-label': 'Verdicts of the last windows, the newest last' });
  const span = h('p', { class: 'muted small' });
  const facts = h('p', { class: 'muted small' });
  const view = signalView();
  const element = h('div', { class: 'drift-camera', data: { camera: name } }, head, explanation, view.element, facts, strip, span);
  let points = [];
  let newest;

  function showVerdict(drift) {
    element.dataset.verdict = drift.verdict;
    fill(head,
      h('strong', {}, name),
      h('span', { class: 'pill verdict', data: { tone: verdictTone(drift.verdict) } }, VERDICTS[drift.verdict] ?? drift.verdict),
      isChange(drift.verdict) && drift.cause && h('span', { class: 'cause' }, CAUSES[drift.cause] ?? drift.cause),
      drift.since && h('span', { class: 'muted small' }, relativeTime(drift.since, 'since')));
    explanation.textContent = drift.explanation || usualWords(drift.verdict);
  }

  function showReport(report) {
    newest = report.header.position;
    view.show(report.signals, report.labels, report.cause);
    facts.textContent = `Window of ${clock(report.window.from)} to ${clock(report.window.to)}, beside ${whole(report.reference.samples)} reference samples${report.reference.isCommissioned ? ' of this camera’s own' : ''}.`;
  }

  /** Whether it was sent again to fill a gap before what is shown. */
  function isOlder(position) {
    return position?.outbox === newest?.outbox && position?.sequence < newest?.sequence;
  }

  /** A report may come both with the load and as an event. */
  function remember(point, isLate) {
    const others = points.filter((known) => known.time !== point.time);
    const place = isLate ? others.findIndex((known) => known.time > point.time) : -1;
    points = others.toSpliced(place < 0 ? others.length : place, 0, point);
  }

  function showStrip() {
    points = points.slice(-SHOWN_WINDOWS);
    fill(strip, ...points.map((point) => h('li', { data: { tone: verdictTone(point.verdict) }, title: `${date(point.window.to)}: ${verdictText(point)}` }, h('span', { class: 'visually-hidden' }, `${clock(point.window.to)} ${verdictText(point)}`))));
    span.textContent = points.length > 1 ? `The last ${points.length} windows, ${minute(points[0].window.to)} to ${minute(points.at(-1).window.to)}` : '';
  }

  return {
    element,
    set(stored, windows) {
      points = windows;
      showReport(stored.report);
      showStrip();
    },
    add(stored) {
      const { report } = stored;
      const isLate = isOlder(report.header.position);
      remember({ time: report.header.time, window: report.window, verdict: report.verdict, cause: report.cause }, isLate);
      if (!isLate) showReport(report);
      showStrip();
    },
    summarize: showVerdict,
    destroy: view.destroy,
  };
}

function usualWords(verdict) {
  if (verdict === 'ok') return 'What it sees is like the reference.';
  return verdict === 'insufficient' ? 'Too few samples have come to say anything.' : '';
}
