// The page that the address names, and whether its connection lives.

import { showDevice } from './device-page.js';
import { fill, h } from './dom.js';
import { showDrift } from './drift-page.js';
import { showFleet } from './fleet-page.js';
import { refreshTimes } from './parts.js';
import { showReleases } from './releases-page.js';

const page = document.getElementById('page');
const connection = document.getElementById('connection');
const CONNECTION_TEXT = { live: 'Live', lost: 'Reconnecting', connecting: 'Connecting' };
let leave = () => {};

function setConnection(state) {
  connection.dataset.state = state;
  connection.textContent = CONNECTION_TEXT[state];
}

function markCurrent(link, isCurrent) {
  if (isCurrent) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
}

function route() {
  leave();
  setConnection('connecting');
  const match = /^#\/devices\/([a-z0-9-]+)$/.exec(location.hash);
  if (match) {
    document.title = `${match[1]} · Vedette`;
    leave = showDevice(page, match[1], setConnection);
  } else if (location.hash === '#/drift') {
    document.title = 'Drift · Vedette';
    leave = showDrift(page, setConnection);
  } else if (location.hash === '#/releases') {
    document.title = 'Releases · Vedette';
    leave = showReleases(page, setConnection);
  } else if (location.hash === '' || location.hash === '#/') {
    document.title = 'Fleet · Vedette';
    leave = showFleet(page, setConnection);
  } else {
    document.title = 'Vedette';
    leave = () => {};
    fill(page, h('section', { class: 'empty' }, h('h1', {}, 'There is no such page'), h('a', { href: '#/' }, 'To the fleet')));
  }
  document.querySelectorAll('.pages a').forEach((link) => markCurrent(link, link.getAttribute('href') === (location.hash || '#/')));
  window.scrollTo(0, 0);
}

window.addEventListener('hashchange', route);
setInterval(refreshTimes, 1000);
route();
