// All devices at a glance.

import { fill, h } from './dom.js';
import { decimal, whole } from './format.js';
import { getJson, listen } from './live.js';
import {
  cameraRemark, cameraStateText, cameraTone, conditionPill, deliveryProblems, driftChip, needsAttention, relativeTime, releaseText,
} from './parts.js';
import { updateChip } from './update-panel.js';

const MANY_DEVICES = 6;

export function showFleet(page, setConnection) {
  const devices = new Map();
  const cards = new Map();
  const totals = h('section', { class: 'totals', 'aria-label': 'The whole fleet' });
  const search = h('input', { type: 'search', placeholder: 'Find by name, site, tag or release', 'aria-label': 'Find devices', oninput: arrange });
  const grid = h('section', { class: 'grid', 'aria-label': 'Devices' });
  const empty = h('section', { class: 'empty', hidden: true });
  fill(page, h('h1', { class: 'visually-hidden' }, 'Fleet'), totals, h('div', { class: 'tools' }, search), grid, empty);

  async function load() {
    const [list, health] = await Promise.all([getJson('/api/devices'), getJson('/health').catch(() => null)]);
    devices.clear();
    list.devices.forEach((device) => devices.set(device.device, device));
    fill(empty, ...welcome(health));
    devices.forEach(show);
    arrange();
  }

  function show(device) {
    const card = cards.get(device.device) ?? h('a', { class: 'card device', href: `#/devices/${device.device}` });
    cards.set(device.device, card);
    card.dataset.condition = device.condition;
    fill(card, ...cardContent(device));
  }

  function arrange() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = [...devices.values()]
      .filter((device) => words.every((word) => searchText(device).includes(word)))
      .sort((a, b) => needsAttention(b) - needsAttention(a) || a.device.localeCompare(b.device));
    const order = shown.map((device) => cards.get(device.device));
    if (order.length !== grid.children.length || order.some((card, i) => grid.children[i] !== card)) grid.replaceChildren(...order);
    search.parentElement.hidden = devices.size < MANY_DEVICES;
    empty.hidden = devices.size > 0;
    totals.hidden = devices.size === 0;
    fill(totals, ...totalTiles([...devices.values()]));
  }

  const close = listen('kind=device', {
    load,
    state: setConnection,
    event: (kind, device) => {
      devices.set(device.device, device);
      show(device);
      schedule();
    },
  });

  let scheduled = 0;
  function schedule() {
    if (scheduled === 0) {
      scheduled = requestAnimationFrame(() => {
        scheduled = 0;
        arrange();
      });
    }
  }

  return () => {
    cancelAnimationFrame(scheduled);
    close();
  };
}

function searchText(device) {
  const tags = Object.entries(device.tags).map(([name, value]) => `${name}=${value}`);
  return [device.device, device.site ?? '', releaseText(device.release), device.condition, device.variant ?? '', ...tags].join(' ').toLowerCase();
}

function totalTiles(devices) {
  const present = devices.filter((device) => device.condition === 'online' || device.condition === 'updating');
  const problems = devices.filter(needsAttention).length;
  const sum = (value) => devices.reduce((total, device) => total + value(device), 0);
  const lost = sum((device) => device.delivery.lost);
  const missing = sum((device) => device.delivery.openRecords);
  return [
    tile('Devices online', `${present.length}`, `of ${devices.length}`),
    tile('Need attention', `${problems}`, problems === 0 ? 'all is well' : 'device, camera, drift, update', problems > 0 ? 'bad' : 'good'),
    tile('Decisions', whole(sum((device) => device.decisionsPerMinute)), 'per minute'),
    tile('Frames', decimal(sumOfPresent(present)), 'per second'),
    tile('Records lost', whole(lost), missing > 0 ? `${whole(missing)} on their way` : 'none missing', lost > 0 ? 'bad' : undefined),
  ];
}

function sumOfPresent(devices) {
  return devices.reduce((total, device) => total + (device.figures?.framesPerSecond ?? 0), 0);
}

function tile(name, value, note, tone) {
  return h('div', { class: 'tile', data: tone ? { tone } : {} }, h('span', { class: 'tile-name' }, name), h('strong', {}, value), h('span', { class: 'tile-note' }, note));
}

function cardContent(device) {
  const isPresent = device.condition === 'online' || device.condition === 'updating';
  const figures = isPresent ? device.figures : undefined;
  const problems = deliveryProblems(device.delivery);
  return [
    h('div', { class: 'card-head' },
      h('div', { class: 'card-title' }, h('h2', {}, device.device), h('span', { class: 'muted' }, [device.site, device.model].filter(Boolean).join(' · ') || 'no site named')),
      h('div', { class: 'card-state' }, conditionPill(device.condition), relativeTime(device.since, 'since'))),
    h('div', { class: 'chips' },
      h('span', { class: 'chip' }, releaseText(device.release)),
      device.variant && h('span', { class: 'chip quiet' }, device.variant),
      device.cameras.map((camera) => h('span', { class: 'chip camera', data: { tone: cameraTone(camera, device.condition) }, title: cameraRemark(camera) || cameraStateText(camera) },
        `${camera.name} · ${cameraStateText(camera)}`)),
      driftChip(device),
      updateChip(device)),
    h('dl', { class: 'figures' },
      figure('Decisions/min', whole(isPresent ? device.decisionsPerMinute : undefined)),
      figure('Frames/s', decimal(figures?.framesPerSecond)),
      figure('p50 ms', decimal(figures?.latencyP50Ms)),
      figure('p95 ms', decimal(figures?.latencyP95Ms))),
    h('div', { class: 'card-foot' },
      h('span', {}, 'Seen ', relativeTime(device.lastSeen)),
      problems.length > 0 && h('span', { class: 'warn' }, problems.join(', ')),
      device.errors > 0 && h('span', { class: 'warn' }, `${device.errors} ${device.errors === 1 ? 'error' : 'errors'}`),
      problems.length === 0 && device.errors === 0 && h('span', { class: 'fine' }, 'Nothing missing')),
  ];
}

function figure(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function welcome(health) {
  const broker = health?.broker.address ?? 'mqtt://HOST';
  return [
    h('h2', {}, 'No device has reported yet'),
    h('p', {}, 'Start an agent with a signed bundle and tell it where this console’s broker is:'),
    h('pre', {}, h('code', {}, `vedette agent --bundle BUNDLE --trust KEY --device line-1 --broker ${broker}`)),
    h('p', { class: 'muted' }, 'It appears here by itself as soon as it connects.'),
  ];
}
