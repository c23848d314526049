import { LOCALE } from './locale.ts';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const precise = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 2 });

/** `1,234` */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `3 drivers`, `1 driver` */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `93 %`, of a hundred. What is almost none, or almost all, is not rounded to it. */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 1) return '< 1 %';
  if (percent > 99 && percent < 100) return '> 99 %';
  return `${whole.format(percent)} %`;
}

/** `12.4 /s`, of calls */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0 /s';
  if (perSecond < 0.01) return '< 0.01 /s';
  return `${(perSecond < 1 ? precise : perSecond < 100 ? one : whole).format(perSecond)} /s`;
}

/** Of a call: `0.4 ms`, `12 ms`, `1.2 s` */
export function formatMillis(ms: number): string {
  if (ms >= 1_000) return `${one.format(ms / 1_000)} s`;
  return `${(ms < 10 ? one : whole).format(ms)} ms`;
}

/** `850 m`, `3.4 km` */
export function formatMetres(metres: number): string {
  return metres < 1_000 ? `${whole.format(metres)} m` : `${one.format(metres / 1_000)} km`;
}

/** `212 MB` */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1_000 ? `${whole.format(megabytes)} MB` : `${one.format(megabytes / 1_000)} GB`;
}

/** `54 km/h` */
export function formatSpeed(metresPerSecond: number): string {
  return `${whole.format(metresPerSecond * 3.6)} km/h`;
}
