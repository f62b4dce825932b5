// The signals of a window beside their reference: one is charted, with its measures beneath; the others are a touch away.

import { pairedBars } from './bar-chart.js';
import { fill, h } from './dom.js';
import { precise, whole } from './format.js';
import { SIGNALS, SIGNAL_OF_CAUSE, STATISTICS, VERDICTS, gravity, isChange, verdictTone } from './drift-words.js';

/** How far the gravest measure has come towards an alarm. */
function nearness(signal) {
  return Math.max(0, ...signal.measures.map((measure) => measure.value / measure.alarm));
}

function mostTelling(signals, cause) {
  const causal = signals.find((signal) => signal.signal === SIGNAL_OF_CAUSE[cause] && isChange(signal.verdict));
  return causal ?? [...signals].sort((a, b) => gravity(b.verdict) - gravity(a.verdict) || nearness(b) - nearness(a))[0];
}

/** The element and show(signals, labels, cause), which keeps the signal that was chosen. */
export function signalView() {
  const choices = h('div', { class: 'signals', role: 'group', 'aria-label': 'Signals' });
  const note = h('p', { class: 'muted small signal-note' });
  const canvas = { lying: h('canvas', { role: 'img' }), standing: h('canvas', { role: 'img' }) };
  const frame = { lying: h('div', { class: 'chart', hidden: true }, canvas.lying), standing: h('div', { class: 'chart', hidden: true }, canvas.standing) };
  const measures = h('dl', { class: 'measures' });
  const size = h('p', { class: 'muted small' });
  const element = h('div', { class: 'signal-view' }, choices, note, frame.lying, frame.standing, measures, size);
  const charts = {};
  let shown = { signals: [], labels: [], cause: undefined };
  let chosen = null;

  function show(signals, labels, cause) {
    shown = { signals, labels, cause };
    const signal = signals.find((candidate) => candidate.signal === chosen) ?? mostTelling(signals, cause);
    fill(choices, ...signals.map((candidate) => choice(candidate, candidate === signal)));
    if (!signal) {
      fill(measures);
      note.textContent = '';
      size.textContent = '';
      frame.lying.hidden = frame.standing.hidden = true;
      return;
    }
    note.textContent = SIGNALS[signal.signal]?.note ?? '';
    showChart(signal, labels);
    fill(measures, ...signal.measures.flatMap(measureRow));
    size.textContent = sizeText(signal);
  }

  function choice(signal, isChosen) {
    const name = SIGNALS[signal.signal]?.name ?? signal.signal;
    return h('button', {
      type: 'button',
      class: 'signal',
      'aria-pressed': `${isChosen}`,
      title: VERDICTS[signal.verdict] ?? signal.verdict,
      data: { signal: signal.signal, tone: verdictTone(signal.verdict) },
      onclick: () => {
        chosen = signal.signal;
        show(shown.signals, shown.labels, shown.cause);
        choices.querySelector('[aria-pressed=true]')?.focus();
      },
    }, h('span', { class: 'dot', data: { tone: verdictTone(signal.verdict) } }), name, h('span', { class: 'visually-hidden' }, `: ${VERDICTS[signal.verdict] ?? signal.verdict}`));
  }

  function showChart(signal, labels) {
    const kind = signal.signal === 'class_mix' ? 'lying' : 'standing';
    const hasChart = Boolean(signal.current && signal.reference);
    frame.lying.hidden = !hasChart || kind !== 'lying';
    frame.standing.hidden = !hasChart || kind !== 'standing';
    if (!hasChart) return;
    const bars = kind === 'lying' ? classBars(signal, labels) : numberBars(signal);
    if (kind === 'lying') frame.lying.style.height = `${bars.length * 25 + 64}px`;
    charts[kind] ??= pairedBars(canvas[kind], kind === 'lying');
    charts[kind].show(bars, `${SIGNALS[signal.signal]?.name ?? signal.signal}, each bar up to`);
    canvas[kind].setAttribute('aria-label', `${SIGNALS[signal.signal]?.name ?? signal.signal}: the current window beside the reference. ${bars.map((bar) => `${bar.title}: ${precise(bar.current ?? 0)} %, reference ${precise(bar.reference)} %`).join('; ')}`);
  }

  return {
    element,
    show,
    destroy() {
      Object.values(charts).forEach((chart) => chart.destroy());
    },
  };
}

function shares(histogram) {
  const total = histogram.counts.reduce((sum, count) => sum + count, 0);
  return histogram.counts.map((count) => (total === 0 ? null : (100 * count) / total));
}

/** Classes that either side has seen. */
function classBars(signal, labels) {
  const current = shares(signal.current);
  const reference = shares(signal.reference);
  return reference
    .map((share, i) => ({ name: labels[i] ?? `Class ${i + 1}`, title: labels[i] ?? `Class ${i + 1}`, current: current[i], reference: share }))
    .filter((bar) => bar.current > 0 || bar.reference > 0);
}

function numberBars(signal) {
  const { isShare } = SIGNALS[signal.signal] ?? {};
  const text = (value) => (isShare ? `${precise(value * 100)} %` : precise(value));
  const { bounds } = signal.reference;
  const current = shares(signal.current);
  return shares(signal.reference).map((share, i) => ({
    name: i < bounds.length ? text(bounds[i]) : 'more',
    title: i === 0 ? `up to ${text(bounds[0])}` : i < bounds.length ? `${text(bounds[i - 1])} to ${text(bounds[i])}` : `above ${text(bounds.at(-1))}`,
    current: current[i],
    reference: share,
  }));
}

function measureRow(measure) {
  const end = 1.1 * Math.max(measure.value, measure.alarm);
  const at = (value) => `${Math.min(100, (100 * value) / end)}%`;
  const chance = measure.pValue === undefined ? '' : ` · by chance ${measure.pValue < 0.001 ? 'below 0.1 %' : `${precise(measure.pValue * 100)} %`}`;
  return [
    h('dt', {}, STATISTICS[measure.statistic] ?? measure.statistic),
    h('dd', { data: { tone: verdictTone(measure.verdict) } },
      h('strong', {}, precise(measure.value)),
      h('span', { class: 'gauge', style: { '--value': at(measure.value), '--warning': at(measure.warning), '--alarm': at(measure.alarm) }, 'aria-hidden': 'true' }),
      h('span', { class: 'muted small' }, `${measure.warning < measure.alarm ? `warns from ${precise(measure.warning)}, ` : ''}alarm from ${precise(measure.alarm)}${chance}`)),
  ];
}

function sizeText(signal) {
  const worth = Math.round(signal.effectiveSize) === signal.samples ? '' : `, worth ${whole(Math.floor(signal.effectiveSize))} independent ones`;
  const need = signal.effectiveSize < signal.requiredSize ? `; ${whole(signal.requiredSize)} are needed to judge` : '';
  return `${whole(signal.samples)} samples${worth}${need}.`;
}
