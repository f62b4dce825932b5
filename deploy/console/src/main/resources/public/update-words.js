// An update's steps in words, and what a release's name is.

export const STEPS = ['checking', 'downloading', 'verifying', 'self_testing', 'switching', 'probation', 'committed'];

export const STEP_NAMES = {
  checking: 'Check',
  downloading: 'Fetch',
  verifying: 'Verify',
  self_testing: 'Try',
  switching: 'Switch',
  probation: 'Watch',
  committed: 'Done',
};

const SENTENCES = {
  idle: 'Nothing is to be done.',
  checking: 'Whether it may be installed at all is being looked at.',
  downloading: 'Its bundle is being fetched.',
  verifying: 'Signature, digests, labels and models are being verified.',
  staged: 'It lies verified in a slot and waits for its turn.',
  self_testing: 'It classifies its golden samples beside the release at work.',
  switching: 'It takes over between two frames.',
  probation: 'It is at work on probation: watched, and the old one is kept.',
  committed: 'It is the device’s release.',
  rolling_back: 'The old release takes over again.',
  refused: 'It is not the device’s release and will not be.',
};

const MOVING = new Set(['checking', 'downloading', 'verifying', 'staged', 'self_testing', 'switching', 'probation', 'rolling_back']);

export function sentence(step) {
  return SENTENCES[step] ?? step;
}

export function isMoving(update) {
  return MOVING.has(update?.step);
}

/** Whether a device's update ended badly and nobody has asked for anything since, be it the same again. */
export function hasFailed({ update, desired, desiredVersion }) {
  if (update?.step === 'rolling_back') return true;
  return update?.step === 'refused' && (!desired || (sameRelease(update.target, desired) && update.desiredVersion >= desiredVersion));
}

/** The place in the row of steps; a verified one that waits has been verified. */
export function stepPlace(step) {
  return step === 'staged' ? STEPS.indexOf('self_testing') : STEPS.indexOf(step);
}

export function sameRelease(one, other) {
  return one?.digest === other?.digest && one?.name === other?.name && one?.number === other?.number;
}
