/** How many calls of a thousand a version gets. */
export interface DraftShare {
  readonly version: string;
  readonly perMille: number;
}

export const WHOLE = 1_000;

/** Brings weights to parts of a thousand that sum up to it exactly; the largest remainders are rounded up. Without any weight all get alike. */
export function perMilleOf(weights: readonly { version: string; weight: number }[]): DraftShare[] {
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  const exact = weights.map(({ weight }) => (sum === 0 ? WHOLE / weights.length : (WHOLE * weight) / sum));
  const missing = WHOLE - exact.reduce((total, part) => total + Math.floor(part), 0);
  const raised = exact
    .map((part, at) => ({ at, rest: part - Math.floor(part) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, weights.length === 0 ? 0 : missing)
    .map(({ at }) => at);
  return weights.map(({ version }, at) => ({
    version,
    perMille: Math.floor(exact[at] ?? 0) + (raised.includes(at) ? 1 : 0),
  }));
}

/** Gives a version its share; the others divide what is left as they did before, or alike when they had nothing. */
export function withShare(shares: readonly DraftShare[], version: string, perMille: number): DraftShare[] {
  const others = shares.filter((share) => share.version !== version);
  if (others.length === shares.length) return [...shares];
  const wanted = others.length === 0 ? WHOLE : Math.round(Math.min(WHOLE, Math.max(0, perMille)));
  const left = WHOLE - wanted;
  const parts = perMilleOf(others.map((share) => ({ version: share.version, weight: share.perMille })));
  const scaled = scaledTo(left, parts);
  return shares.map((share) =>
    share.version === version
      ? { version, perMille: wanted }
      : (scaled.find((other) => other.version === share.version) ?? share),
  );
}

/** Parts of a thousand as parts of something smaller that still sum up exactly. */
function scaledTo(left: number, parts: readonly DraftShare[]): DraftShare[] {
  const scaled = parts.map(({ perMille }) => Math.floor((perMille * left) / WHOLE));
  const missing = left - scaled.reduce((sum, part) => sum + part, 0);
  const most = parts
    .map(({ perMille }, at) => ({ at, rest: (perMille * left) / WHOLE - (scaled[at] ?? 0) }))
    .toSorted((a, b) => b.rest - a.rest || a.at - b.at)
    .slice(0, missing)
    .map(({ at }) => at);
  return parts.map(({ version }, at) => ({
    version,
    perMille: (scaled[at] ?? 0) + (most.includes(at) ? 1 : 0),
  }));
}
