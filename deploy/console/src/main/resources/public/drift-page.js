// The drift of the whole fleet: what changed where, and all cameras of one reference as one.

import { fill, h } from './dom.js';
import { CAUSES, SIGNALS, VERDICTS, isChange, verdictTone } from './drift-words.js';
import { signalView } from './drift-signals.js';
import { minute, precise, whole } from './format.js';
import { getJson, listen } from './live.js';
import { relativeTime, releaseText } from './parts.js';

const RELOAD_MS = 2_000;

export function showDrift(page, setConnection) {
  const shifts = h('ul', { class: 'shifts' });
  const chance = h('p', { class: 'muted small' });
  const select = h('select', { 'aria-label': 'Reference', onchange: () => load().catch(warn) });
  const mergedHead = h('div', { class: 'drift-head' });
  const mergedFacts = h('p', { class: 'muted small' });
  const unmerged = h('p', { class: 'muted small unmerged' });
  const cameras = h('ul', { class: 'camera-drifts' });
  const view = signalView();
  const empty = h('section', { class: 'empty', hidden: true },
    h('h2', {}, 'No camera has compared itself yet'),
    h('p', {}, 'Devices do so where their bundle brings a drift reference; the first verdict needs some dozens of samples.'));
  const content = h('div', { class: 'columns', hidden: true },
    h('div', { class: 'column' },
      h('section', { class: 'panel' }, h('h2', {}, 'Changes'), shifts, chance),
      h('section', { class: 'panel' }, h('h2', {}, 'Cameras'), cameras)),
    h('div', { class: 'column' },
      h('section', { class: 'panel merged' }, h('h2', {}, 'All cameras of a reference as one'), select, mergedHead, view.element, unmerged, mergedFacts)));
  fill(page, h('div', { class: 'page-head' }, h('h1', {}, 'Drift')), content, empty);
  const known = new Map();
  let timer = 0;
  let newestLoad = 0;

  function warn(error) {
    console.warn('Loading failed:', error.message);
  }

  function reload() {
    timer = 0;
    load().catch(warn);
  }

  async function load() {
    newestLoad += 1;
    const thisLoad = newestLoad;
    const query = select.value ? `?reference=${encodeURIComponent(select.value)}` : '';
    const { fleet, merged } = await getJson(`/api/drift${query}`).catch((error) => {
      if (error.status !== 404) throw error;
      return getJson('/api/drift');
    });
    // Another reference may have been chosen meanwhile.
    if (thisLoad !== newestLoad) return;
    empty.hidden = fleet.cameras.length > 0;
    content.hidden = fleet.cameras.length === 0;
    showShifts(fleet);
    fill(cameras, ...fleet.cameras.map(cameraRow));
    if (merged) {
      showReferences(fleet.references, merged.reference);
      showMerged(merged);
    }
  }

  function showShifts(fleet) {
    fill(shifts, ...(fleet.shifts.length > 0 ? fleet.shifts.map(shiftRow) : [h('li', { class: 'muted' }, 'Nothing stands out.')]));
    const heard = fleet.cameras.filter(isHeard);
    const doubtful = heard.filter((camera) => isChange(camera.drift.verdict) && !camera.isDiscovery).length;
    chance.textContent = doubtful === 0 ? '' : `${doubtful} more ${doubtful === 1 ? 'is' : 'are'} left out: among ${heard.length} cameras that can be chance.`;
  }

  function showReferences(references, chosen) {
    const text = (use) => `${releaseText(use.release)} · ${use.reference.id.slice(0, 8)}${use.reference.isCommissioned ? ', commissioned' : ''} · ${use.cameras} ${use.cameras === 1 ? 'camera' : 'cameras'}`;
    fill(select, ...references.map((use) => h('option', { value: use.reference.id, selected: use.reference.id === chosen }, text(use))));
    select.value = chosen;
  }

  function showMerged(merged) {
    const devices = new Set(merged.parts.map((part) => part.device)).size;
    fill(mergedHead,
      h('span', { class: 'pill verdict', data: { tone: verdictTone(merged.verdict) } }, VERDICTS[merged.verdict] ?? merged.verdict),
      h('span', { class: 'muted small' }, `${merged.parts.length} ${merged.parts.length === 1 ? 'window' : 'windows'} of ${devices} ${devices === 1 ? 'device' : 'devices'}`));
    view.show(merged.signals.map((signal) => signal.report), merged.labels);
    const names = merged.unmerged.map((signal) => SIGNALS[signal]?.name ?? signal);
    unmerged.textContent = names.length === 0 ? '' : `${names.join(', ')}: judged by each camera alone, since it cannot be added up.`;
    const leftOut = Math.max(0, ...merged.signals.map((signal) => signal.leftOut));
    const times = merged.parts.map((part) => part.window);
    mergedFacts.textContent = merged.parts.length === 0
      ? 'No window came within a day.'
      : `Windows of ${minute(times.map((time) => time.from).sort()[0])} to ${minute(times.map((time) => time.to).sort().at(-1))}, added up.${leftOut > 0 ? ` ${whole(leftOut)} did not fit the others and ${leftOut === 1 ? 'is' : 'are'} left out.` : ''}`;
  }

  const close = listen('kind=device', {
    load,
    state: setConnection,
    event: (kind, device) => {
      const drift = JSON.stringify([device.condition, ...device.cameras.map((camera) => camera.drift ?? null)]);
      if (known.get(device.device) === drift) return;
      known.set(device.device, drift);
      // Not put off by the next event: in a large fleet they never pause.
      timer ||= setTimeout(reload, RELOAD_MS);
    },
  });

  return () => {
    clearTimeout(timer);
    close();
    view.destroy();
  };
}

function deviceLink(device, camera) {
  return h('a', { href: `#/devices/${device}` }, `${device} · ${camera}`);
}

function shiftRow(shift) {
  return h('li', { class: 'shift', data: { tone: verdictTone(shift.verdict) } },
    h('div', { class: 'drift-head' },
      h('span', { class: 'pill verdict', data: { tone: verdictTone(shift.verdict) } }, VERDICTS[shift.verdict] ?? shift.verdict),
      h('strong', {}, CAUSES[shift.cause] ?? shift.cause),
      h('span', { class: 'muted small' }, relativeTime(shift.since, 'since'))),
    h('div', {}, shift.site && `${shift.site}: `, shift.cameras.flatMap((camera, i) => [i > 0 && ', ', deviceLink(camera.device, camera.camera)])));
}

/** Whether what a camera told last is so now. */
function isHeard(camera) {
  return camera.condition !== 'offline' && camera.condition !== 'silent';
}

function cameraRow(camera) {
  const { drift } = camera;
  const tone = isHeard(camera) ? verdictTone(drift.verdict) : 'none';
  return h('li', { data: { device: camera.device } },
    h('span', { class: 'dot', data: { tone } }),
    h('div', { class: 'camera-text' },
      h('div', {}, deviceLink(camera.device, drift.camera), h('span', { class: 'muted' }, camera.site ? ` · ${camera.site}` : '')),
      h('div', { class: 'small' }, h('span', { class: 'verdict-text', data: { tone } }, VERDICTS[drift.verdict] ?? drift.verdict), isChange(drift.verdict) && drift.cause && ` · ${CAUSES[drift.cause] ?? drift.cause}`, ' ', h('span', { class: 'muted' }, relativeTime(drift.since, 'since'))),
      !isHeard(camera) && h('div', { class: 'muted small' }, `The device is ${camera.condition}; its last window ended ${minute(drift.window.to)}.`),
      drift.explanation && h('div', { class: 'muted small' }, drift.explanation),
      isHeard(camera) && isChange(drift.verdict) && !camera.isDiscovery && h('div', { class: 'muted small' }, `May be chance: ${precise(camera.adjustedPValue * 100)} % among so many cameras`)));
}
