// What drift is called and how grave it is.

export const VERDICTS = { ok: 'OK', warning: 'Warning', alarm: 'Alarm', insufficient: 'Not enough data' };
export const CAUSES = {
  light: 'Light',
  focus: 'Focus',
  cover: 'Dirt or cover',
  moved: 'Camera moved',
  class_mix: 'Class mix',
  new_object: 'New kind of object',
  unknown: 'Cause unknown',
};
export const SIGNALS = {
  class_mix: { name: 'Classes', note: 'The shares of the predicted classes' },
  confidence: { name: 'Confidence', note: 'The highest probability', isShare: true },
  entropy: { name: 'Uncertainty', note: 'The entropy of the probabilities, of the highest possible', isShare: true },
  novelty: { name: 'Novelty', note: 'The distance from the nearest class, in standard deviations' },
  embedding: { name: 'Appearance', note: 'What the network makes of the pictures, on average' },
  luminance: { name: 'Brightness', note: 'The mean luminance, 0 to 1' },
  contrast: { name: 'Contrast', note: 'The standard deviation of the luminance, 0 to 0.5' },
  saturation: { name: 'Saturation', note: 'The mean saturation, 0 to 1' },
  sharpness: { name: 'Sharpness', note: 'The logarithm of the variance of the Laplacian: low where nothing is in focus' },
  dark: { name: 'Dark', note: 'The share of pixels that are nearly black', isShare: true },
  burnt: { name: 'Burnt', note: 'The share of pixels that are nearly white', isShare: true },
  scene: { name: 'Scene', note: 'How little the scene resembles the one at commissioning, 0 to 2' },
};
export const STATISTICS = {
  jensen_shannon_distance: 'Jensen-Shannon distance',
  population_stability_index: 'Population stability index',
  kolmogorov_smirnov: 'Kolmogorov-Smirnov distance',
  mean_shift: 'Shift of the mean, in standard deviations',
  hotelling: 'Hotelling’s T²',
  adwin: 'Change of the mean that ADWIN found',
};

/** The signal that shows a cause best. */
export const SIGNAL_OF_CAUSE = {
  light: 'luminance',
  focus: 'sharpness',
  cover: 'contrast',
  moved: 'scene',
  class_mix: 'class_mix',
  new_object: 'novelty',
};

const TONES = { ok: 'good', warning: 'warn', alarm: 'bad', insufficient: 'none' };
const GRAVITY = ['insufficient', 'ok', 'warning', 'alarm'];

export function verdictTone(verdict) {
  return TONES[verdict] ?? 'none';
}

/** 0 for the least grave; what is not known is least. */
export function gravity(verdict) {
  return GRAVITY.indexOf(verdict);
}

export function isChange(verdict) {
  return verdict === 'warning' || verdict === 'alarm';
}

/** A verdict with its cause, in a few words. */
export function verdictText(drift) {
  const word = VERDICTS[drift.verdict] ?? drift.verdict;
  return isChange(drift.verdict) && drift.cause ? `${word} · ${CAUSES[drift.cause] ?? drift.cause}` : word;
}

/** The gravest drift among a device's cameras, if any told of one. */
export function worstDrift(device) {
  return device.cameras
    .map((camera) => camera.drift)
    .filter(Boolean)
    .reduce((worst, drift) => (worst && gravity(worst.verdict) >= gravity(drift.verdict) ? worst : drift), undefined);
}
