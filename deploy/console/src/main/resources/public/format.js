// Figures and times as people read them.

const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const ONE_DIGIT = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const MINUTE = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const THREE_DIGITS = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const NONE = '–';

/** How far this browser's clock is behind the console's, in milliseconds. */
let clockOffsetMs = 0;

export function setConsoleTime(iso) {
  clockOffsetMs = Date.parse(iso) - Date.now();
}

export function consoleNow() {
  return Date.now() + clockOffsetMs;
}

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

export function whole(value) {
  return isNumber(value) ? NUMBER.format(value) : NONE;
}

export function decimal(value) {
  if (!isNumber(value)) return NONE;
  return Math.abs(value) >= 100 ? NUMBER.format(value) : ONE_DIGIT.format(value);
}

/** A figure with three digits that matter. */
export function precise(value) {
  return isNumber(value) ? THREE_DIGITS.format(value) : NONE;
}

export function percent(share) {
  return isNumber(share) ? `${NUMBER.format(share * 100)} %` : NONE;
}

export function bytes(value) {
  if (!isNumber(value)) return NONE;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1024;
    unit += 1;
  }
  return `${unit === 0 || scaled >= 100 ? NUMBER.format(scaled) : ONE_DIGIT.format(scaled)} ${units[unit]}`;
}

export function clock(iso) {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? NONE : CLOCK.format(time);
}

export function minute(iso) {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? NONE : MINUTE.format(time);
}

export function date(iso) {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? '' : DATE.format(time);
}

/** A span of time in its one or two largest units. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long a decision lasted. */
export function duration(fromIso, toIso) {
  const ms = Date.parse(toIso) - Date.parse(fromIso);
  if (Number.isNaN(ms) || ms < 0) return NONE;
  return ms < 10_000 ? `${ONE_DIGIT.format(ms / 1000)} s` : span(ms);
}

export function ago(iso) {
  const ms = consoleNow() - Date.parse(iso);
  if (Number.isNaN(ms)) return NONE;
  return ms < 2_000 ? 'just now' : `${span(ms)} ago`;
}

export function since(iso) {
  const ms = consoleNow() - Date.parse(iso);
  return Number.isNaN(ms) ? '' : `for ${span(ms)}`;
}
