// What a device should run, and how it gets there.

import { fill, h } from './dom.js';
import { percent, whole } from './format.js';
import { getJson, sendJson } from './live.js';
import { relativeTime, releaseText } from './parts.js';
import { STEPS, STEP_NAMES, hasFailed, isMoving, sameRelease, sentence, stepPlace } from './update-words.js';

const SLOT_NAMES = { factory: 'Factory', a: 'A', b: 'B' };
const SLOT_STATES = { empty: 'empty', untried: 'not tried yet', good: 'good', bad: 'given up' };
const SLOT_TONES = { good: 'good', bad: 'bad' };

/** The element; set() gives it a device as loaded, the others what came since. */
export function updatePanel(id) {
  const progress = h('div', { class: 'update-progress', 'aria-live': 'polite' });
  const facts = h('dl', { class: 'facts' });
  const slots = h('ul', { class: 'slots' });
  const picker = releasePicker(id, (answer) => {
    desired = answer.release;
    desiredVersion = answer.version;
    draw();
  });
  const element = h('section', { class: 'panel update' }, h('h2', {}, 'Release'), progress, facts, slots, picker.element);
  let atWork;
  let desired;
  let desiredVersion;
  let update;
  let reported;
  // Where the update was before it failed, which its last report does not say.
  let reached = { target: null, place: -1 };

  function take(report) {
    update = report;
    const place = stepPlace(report.step);
    if (place >= 0) reached = { target: report.target, attempt: report.attempt, place };
  }

  /** Whether the device's last report is about what it should run now. */
  function isAnswered() {
    if (!desired) return true;
    if (!update || update.desiredVersion < desiredVersion) return false;
    return sameRelease(update.step === 'idle' ? atWork : update.target, desired);
  }

  function draw() {
    fill(progress, ...progressContent(update, reached, isAnswered()));
    fill(facts,
      ...fact('At work', releaseText(atWork)),
      ...fact('Should run', desired ? releaseText(desired) : 'nobody has said'),
      ...(reported ? fact('Installs', `only numbers above ${whole(reported.highestCommitted)}`) : []));
    fill(slots, ...(reported?.slots ?? []).map(slotItem));
    picker.set(atWork, reported?.highestCommitted ?? 0);
  }

  return {
    element,
    set(detail) {
      atWork = detail.summary.release;
      desired = detail.desired?.release;
      desiredVersion = detail.desired?.version;
      reported = detail.reported;
      if (detail.update) take(detail.update);
      draw();
      return picker.load();
    },
    summarize(summary) {
      if (sameRelease(atWork, summary.release) && sameRelease(desired, summary.desired) && desiredVersion === summary.desiredVersion) return;
      atWork = summary.release;
      desired = summary.desired;
      desiredVersion = summary.desiredVersion;
      draw();
    },
    update(report) {
      take(report);
      draw();
    },
    reported(report) {
      reported = report;
      draw();
    },
  };
}

function progressContent(update, reached, isAnswered) {
  const note = isAnswered ? [] : [h('p', { class: 'muted note' }, 'The device has not answered yet; it hears of it as soon as it connects.')];
  const isOver = update?.step === 'refused' || update?.step === 'committed';
  if (!update || update.step === 'idle' || !update.target || (isOver && !isAnswered)) return note;
  const isFailed = update.step === 'refused' || update.step === 'rolling_back';
  const isKnown = sameRelease(reached.target, update.target) && reached.attempt === update.attempt;
  const place = isFailed ? (isKnown ? reached.place : -1) : stepPlace(update.step);
  const title = update.step === 'refused' ? 'Refused' : update.step === 'rolling_back' ? 'Going back' : update.step === 'committed' ? 'Installed' : 'Installing';
  return [
    ...note,
    h('div', { class: 'update-head' },
      h('strong', {}, `${title}: ${releaseText(update.target)}`),
      h('span', { class: 'muted small' }, update.attempt > 1 ? `attempt ${whole(update.attempt)} · ` : '', relativeTime(update.since, 'since'))),
    h('ol', { class: 'steps', data: { failed: isFailed }, 'aria-label': 'Steps of the update' }, STEPS.map((step, i) => stepItem(step, i, place, update.step, isFailed))),
    update.chunks && h('div', { class: 'chunk-progress' },
      h('span', { class: 'meter', style: { '--share': share(update.chunks), '--class': 'var(--info)' } }),
      h('span', { class: 'small muted' }, `${whole(update.chunks.done)} of ${whole(update.chunks.total)} chunks, ${percent(share(update.chunks))}`)),
    isFailed
      ? h('p', { class: 'update-failure' }, update.check && h('strong', {}, `${update.check}: `), update.reason || sentence(update.step))
      : h('p', { class: 'muted small' }, update.reason || sentence(update.step)),
  ];
}

function share(chunks) {
  return chunks.total === 0 ? 0 : chunks.done / chunks.total;
}

function stepItem(step, i, place, current, isFailed) {
  const isLast = current === 'committed';
  const state = i < place || isLast ? 'done' : i === place ? (isFailed ? 'failed' : 'now') : 'open';
  return h('li', { data: { state }, 'aria-current': state === 'now' ? 'step' : false }, h('span', {}, STEP_NAMES[step]));
}

function slotItem(slot) {
  return h('li', { data: { active: slot.isActive } },
    h('span', { class: 'dot', data: { tone: SLOT_TONES[slot.health] ?? 'none' } }),
    h('div', {},
      h('div', {}, h('strong', {}, SLOT_NAMES[slot.slot] ?? slot.slot), slot.isActive ? ' · at work' : ''),
      h('div', { class: 'muted small' }, slot.release ? `${releaseText(slot.release)}, ${SLOT_STATES[slot.health] ?? slot.health}` : SLOT_STATES[slot.health] ?? slot.health)));
}

function fact(name, value) {
  return [h('dt', {}, name), h('dd', {}, value)];
}

/** Chooses among the published releases; asks once more before it sets one. */
function releasePicker(id, onSet) {
  const select = h('select', { 'aria-label': 'Release that should run', onchange: () => ask(false) });
  const button = h('button', { class: 'button', type: 'button', onclick: () => ask(true) }, 'Run it');
  const confirm = h('div', { class: 'confirm', hidden: true });
  const note = h('p', { class: 'small picker-note', role: 'status' });
  const choice = h('div', { class: 'picker' }, select, button);
  const element = h('div', { class: 'picker-panel' }, choice, confirm, note);
  let releases = [];
  let atWork;
  let highest = 0;
  let isLoaded = false;

  function chosen() {
    return releases.find((each) => `${each.release.name}:${each.release.number}` === select.value)?.release;
  }

  function tell(text, tone) {
    note.textContent = text;
    note.dataset.tone = tone;
  }

  function ask(isAsked) {
    const release = chosen();
    confirm.hidden = !isAsked || !release;
    button.hidden = !confirm.hidden;
    tell('', '');
    if (confirm.hidden) return;
    fill(confirm,
      h('span', {}, `${id} fetches ${releaseText(release)}, verifies and tries it, and keeps its release if anything is wrong.`),
      h('span', { class: 'confirm-buttons' },
        h('button', { class: 'button primary', type: 'button', onclick: () => send(release) }, `Run ${releaseText(release)}`),
        h('button', { class: 'button', type: 'button', onclick: () => ask(false) }, 'Cancel')));
  }

  async function send(release) {
    ask(false);
    try {
      onSet(await sendJson('PUT', `/api/devices/${id}/desired`, { name: release.name, number: release.number }));
      tell(`${id} was told to run ${releaseText(release)}.`, 'good');
    } catch (error) {
      tell(error.message, 'bad');
    }
  }

  function arrange() {
    const ofLine = releases.map((each) => each.release).filter((release) => !atWork || release.name === atWork.name);
    choice.hidden = ofLine.length === 0;
    const before = select.value;
    if (ofLine.length > 0 && note.dataset.tone === 'none') tell('', '');
    const options = ofLine.map((release) => {
      const isAtWork = sameRelease(release, atWork);
      const remark = isAtWork ? ', at work' : release.number <= highest ? ', too old' : '';
      return h('option', { value: `${release.name}:${release.number}`, disabled: remark === ', too old' }, releaseText(release) + remark);
    });
    const signature = options.map((option) => option.textContent + option.disabled).join('|');
    if (select.dataset.signature === signature) return;
    select.dataset.signature = signature;
    fill(select, ...options);
    if (options.some((option) => option.value === before && !option.disabled)) select.value = before;
    else select.selectedIndex = options.findIndex((option) => !option.disabled);
    if (isLoaded && ofLine.length === 0) tell(atWork ? `No release of ${atWork.name} is published yet.` : 'No release is published yet.', 'none');
  }

  return {
    element,
    set(release, highestCommitted) {
      atWork = release;
      highest = highestCommitted;
      arrange();
    },
    async load() {
      releases = (await getJson('/api/artifacts')).releases;
      isLoaded = true;
      arrange();
    },
  };
}

/** A chip that says how a device's update fares; nothing where none is on its way or failed. */
export function updateChip(device) {
  const { update, desired } = device;
  if (hasFailed(device)) {
    return h('span', { class: 'chip update-chip', data: { tone: 'bad' }, title: update.reason }, `${update.step === 'refused' ? 'Refused' : 'Going back from'} ${update.target?.number ?? ''}`);
  }
  if (isMoving(update)) {
    const done = update.chunks ? ` · ${percent(share(update.chunks))}` : update.step === 'probation' ? ' · probation' : '';
    return h('span', { class: 'chip update-chip', data: { tone: 'info' }, title: sentence(update.step) }, `Updating to ${update.target?.number ?? ''}${done}`);
  }
  return desired && !sameRelease(desired, device.release)
    ? h('span', { class: 'chip quiet update-chip', title: 'The device has not begun yet' }, `Should run ${desired.number}`)
    : null;
}
