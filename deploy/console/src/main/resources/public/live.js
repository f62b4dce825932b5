// Server-sent events that come back after each loss.

import { setConsoleTime } from './format.js';

const KINDS = ['device', 'status', 'birth', 'prediction', 'health', 'telemetry', 'error', 'drift', 'reported', 'update'];
const RETRY_MS = 2_000;
const SILENCE_MS = 25_000;
const HIDDEN_MS = 10_000;

/**
 * Listens until the returned function is called. While the page is hidden it does not: browsers allow six connections to one server, over all
 * tabs, and a seventh page would wait for ever.
 *
 * handlers.load is called after each connection, to fetch what was missed, and again while it fails; handlers.event for each event;
 * handlers.state with "live" or "lost".
 */
export function listen(query, handlers) {
  let source = null;
  let timer = 0;
  let isClosed = false;

  function after(ms, action) {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  }

  function disconnect() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function reconnectLater() {
    disconnect();
    handlers.state('lost');
    after(RETRY_MS, connect);
  }

  async function load(loaded) {
    try {
      await handlers.load();
    } catch (error) {
      console.warn('Loading failed and is tried again:', error.message);
      if (source === loaded) setTimeout(() => source === loaded && load(loaded), RETRY_MS);
    }
  }

  function connect() {
    disconnect();
    if (isClosed) return;
    const opened = new EventSource(`/api/events?${query}`);
    source = opened;
    after(SILENCE_MS, reconnectLater);
    opened.addEventListener('open', () => {
      handlers.state('live');
      load(opened);
    });
    // The browser would connect again too, but not after every kind of failure.
    opened.onerror = (event) => {
      // A device's error event has the same name, but data.
      if (event.data === undefined && source === opened) reconnectLater();
    };
    opened.addEventListener('heartbeat', (event) => {
      setConsoleTime(JSON.parse(event.data).time);
      after(SILENCE_MS, reconnectLater);
    });
    for (const kind of KINDS) {
      opened.addEventListener(kind, (event) => {
        if (event.data === undefined || source !== opened) return;
        after(SILENCE_MS, reconnectLater);
        handlers.event(kind, JSON.parse(event.data));
      });
    }
  }

  function onVisibility() {
    if (document.hidden) after(HIDDEN_MS, disconnect);
    else if (source === null) connect();
    else after(SILENCE_MS, reconnectLater);
  }

  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('pagehide', disconnect);
  window.addEventListener('pageshow', onVisibility);
  connect();
  return () => {
    isClosed = true;
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('pagehide', disconnect);
    window.removeEventListener('pageshow', onVisibility);
    disconnect();
  };
}

/** What the console answers; fails with its reason and the status. */
export function getJson(path) {
  return answer(path, { headers: { Accept: 'application/json' } });
}

/** Tells the console something; fails with its reason and the status. */
export function sendJson(method, path, body) {
  return answer(path, {
    method,
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function answer(path, request) {
  const response = await fetch(path, request);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(body.message ?? response.statusText), { status: response.status });
  return body;
}
