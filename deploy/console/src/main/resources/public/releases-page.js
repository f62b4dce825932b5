// The published releases, by line and the newest first.

import { fill, h } from './dom.js';
import { bytes, date, decimal, whole } from './format.js';
import { getJson, listen, sendJson } from './live.js';
import { relativeTime, releaseText } from './parts.js';

const RELOAD_MS = 2_000;

export function showReleases(page, setConnection) {
  const trust = h('p', { class: 'muted' });
  const note = h('p', { class: 'update-failure', role: 'status', hidden: true });
  const list = h('section', { class: 'release-list', 'aria-label': 'Releases' });
  const empty = h('section', { class: 'empty', hidden: true },
    h('h2', {}, 'No release is published yet'),
    h('p', {}, 'Publish a signed bundle, then have devices run it:'),
    h('pre', {}, h('code', {}, `vedette publish BUNDLE --console ${location.origin}`)));
  fill(page, h('div', { class: 'page-head' }, h('div', {}, h('h1', {}, 'Releases'), trust)), note, list, empty);
  let timer = 0;

  async function load() {
    const { releases, isVerifying } = await getJson('/api/artifacts');
    trust.textContent = isVerifying
      ? 'This console checks who signed a bundle when it is published; devices check again.'
      : 'This console has no keys to check who signed a bundle; devices always check.';
    fill(list, ...releases.map((each) => releaseCard(each, remove)));
    empty.hidden = releases.length > 0;
  }

  async function remove(release) {
    note.hidden = true;
    try {
      await sendJson('DELETE', `/api/artifacts/${release.name}/${release.number}`);
    } catch (error) {
      note.textContent = error.message;
      note.hidden = false;
    }
    await load();
  }

  const close = listen('kind=device', {
    load,
    state: setConnection,
    event: () => {
      // What devices run and should run is counted by the console.
      timer ||= setTimeout(() => {
        timer = 0;
        if (!list.querySelector('[data-asking]')) load().catch((error) => console.warn('Loading failed:', error.message));
      }, RELOAD_MS);
    },
  });

  return () => {
    clearTimeout(timer);
    close();
  };
}

function releaseCard(view, remove) {
  return h('article', { class: 'panel release', data: { release: `${view.release.name}:${view.release.number}` } },
    h('div', { class: 'release-head' },
      h('h2', {}, releaseText(view.release)),
      h('span', { class: 'pill', data: { tone: view.isVerified ? 'good' : 'none' }, title: `Key ${view.keyId}` }, view.isVerified ? 'Signature checked' : 'Signature not checked'),
      !view.isStored && h('span', { class: 'pill', data: { tone: 'bad' }, title: 'Devices cannot fetch it; publish the same file again' }, 'File missing')),
    h('p', { class: 'muted small' }, 'Published ', relativeTime(view.publishedAt), ` · made ${date(view.provenance.createdAt)}`),
    h('dl', { class: 'figures' },
      figure('Run', whole(view.runBy)),
      figure('Should run', whole(view.desiredBy)),
      figure('Size', bytes(view.sizeBytes)),
      figure('Labels', whole(view.labels.length))),
    h('div', { class: 'scroll-x' }, h('table', { class: 'variants' },
      h('thead', {}, h('tr', {}, h('th', {}, 'Variant'), h('th', {}, 'Accuracy'), h('th', {}, 'p50 ms'), h('th', {}, 'Size'))),
      h('tbody', {}, view.variants.map((variant) => h('tr', {},
        h('td', {}, variant.id), h('td', {}, `${decimal(variant.accuracy * 100)} %`), h('td', {}, decimal(variant.medianLatencyMs)), h('td', {}, bytes(variant.sizeBytes))))))),
    h('p', { class: 'muted small source' }, view.labels.join(', ')),
    view.desiredBy === 0 && deleteButton(view.release, remove));
}

function deleteButton(release, remove) {
  const place = h('div', { class: 'confirm-buttons' });
  const show = (isAsked) => {
    if (isAsked) place.dataset.asking = '';
    else delete place.dataset.asking;
    fill(place, ...(isAsked
      ? [h('button', { class: 'button danger', type: 'button', onclick: () => remove(release) }, `Delete ${releaseText(release)}`),
        h('button', { class: 'button', type: 'button', onclick: () => show(false) }, 'Cancel')]
      : [h('button', { class: 'button', type: 'button', onclick: () => show(true) }, 'Delete')]));
  };
  show(false);
  return place;
}

function figure(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}
