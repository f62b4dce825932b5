// What both pages show of a device.

import { h } from './dom.js';
import { CAUSES, isChange, verdictTone, worstDrift } from './drift-words.js';
import { hasFailed } from './update-words.js';
import { ago, date, since } from './format.js';

const CONDITIONS = { online: 'Online', updating: 'Updating', silent: 'Silent', offline: 'Offline' };
const CAMERA_STATES = {
  ok: 'OK',
  starting: 'Starting',
  no_frames: 'No frames',
  ended: 'Ended',
  frozen: 'Frozen',
  covered: 'Covered',
  blurred: 'Blurred',
  moved: 'Moved',
};
const CAMERA_REMARKS = {
  no_frames: 'No picture comes',
  frozen: 'The same picture comes again and again',
  covered: 'Something covers the lens',
  blurred: 'Nothing is in focus',
  moved: 'It looks elsewhere than before',
};
const QUIET_CAMERA_STATES = new Set(['ok', 'starting', 'ended']);
const COLOURS = 12;

export function conditionPill(condition) {
  return h('span', { class: 'pill', data: { state: condition } }, CONDITIONS[condition] ?? condition);
}

/** A time that goes on being told relative to now. */
export function relativeTime(iso, kind = 'ago') {
  const element = h('time', { datetime: iso, title: date(iso), data: { relative: kind } });
  refresh(element);
  return element;
}

export function refreshTimes() {
  document.querySelectorAll('time[data-relative]').forEach(refresh);
}

function refresh(element) {
  const iso = element.getAttribute('datetime');
  const text = element.dataset.relative === 'since' ? since(iso) : ago(iso);
  if (element.textContent !== text) element.textContent = text;
}

export function cameraTone(camera, condition) {
  if (!camera.state || condition === 'offline' || condition === 'silent') return 'none';
  return camera.state === 'ok' ? 'good' : QUIET_CAMERA_STATES.has(camera.state) ? 'neutral' : 'bad';
}

export function cameraStateText(camera) {
  return camera.state ? (CAMERA_STATES[camera.state] ?? camera.state) : 'Unknown';
}

/** What is amiss with a camera, in words; empty where nothing is. */
export function cameraRemark(camera) {
  return camera.detail || (CAMERA_REMARKS[camera.state] ?? '');
}

/** A chip that says whether a device still sees what its model was trained on; nothing before it told. */
export function driftChip(device) {
  const drift = worstDrift(device);
  if (!drift || drift.verdict === 'insufficient') return null;
  const isKnown = device.condition !== 'offline' && device.condition !== 'silent';
  const text = isChange(drift.verdict) ? `Drift · ${CAUSES[drift.cause] ?? 'unknown'}` : 'No drift';
  return h('span', { class: 'chip drift-chip', data: { tone: isKnown ? verdictTone(drift.verdict) : 'none', verdict: drift.verdict }, title: drift.explanation }, text);
}

export function releaseText(release) {
  return release ? `${release.name} ${release.number}` : 'no release';
}

/** Whether a device wants to be looked at. */
export function needsAttention(device) {
  return device.condition === 'offline' || device.condition === 'silent'
    || hasFailed(device)
    || device.cameras.some((camera) => cameraTone(camera, device.condition) === 'bad' || camera.drift?.verdict === 'alarm');
}

export function deliveryProblems(delivery) {
  const problems = [];
  if (delivery.openRecords > 0) problems.push(`${delivery.openRecords} missing`);
  if (delivery.lost > 0) problems.push(`${delivery.lost} lost`);
  return problems;
}

/** The colour of a class: by its place among the labels, so that it is the same everywhere. */
export function classColour(labels, label) {
  if (label === 'unknown' || label === 'empty') return 'var(--class-none)';
  let place = labels.indexOf(label);
  if (place < 0) place = [...label].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7);
  return `var(--class-${place % COLOURS})`;
}
