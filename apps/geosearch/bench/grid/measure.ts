/** Calls a CPU second of this process, after as many to warm up. */
export function perSecond(count: number, call: (i: number) => unknown, warmUp = count): number {
  for (let i = 0; i < warmUp; i++) call(i);
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) call(i);
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1e6;
}

/** So many of a call make a round. */
export interface Round {
  readonly size: number;
  readonly call: (i: number) => unknown;
}

/** Calls a CPU second, and how many times as many the first has. */
export interface Comparison {
  own: number;
  other: number;
  times: number;
}

const ROUNDS = 12;

/**
 * Two by turns, and of each the fastest round: whoever shares the processor only ever slows a round, and an index that lives in its caches more
 * than one that does not.
 */
export function compared(first: Round, second: Round): Comparison {
  const paces = Array.from({ length: ROUNDS }, (_, i) => [paceOf(first, i), paceOf(second, i)] as const);
  const own = Math.max(...paces.map(([one]) => one));
  const other = Math.max(...paces.map(([, two]) => two));
  return { own, other, times: own / other };
}

function paceOf({ size, call }: Round, round: number): number {
  return perSecond(size, (i) => call(round * size + i), 0);
}

/** Microseconds of each call, sorted; between two of them `meanwhile` is called so often. */
export function timesAmong(
  count: number,
  call: (i: number) => unknown,
  meanwhile: { often: number; call: (i: number) => unknown },
): number[] {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < meanwhile.often; k++) meanwhile.call(i * meanwhile.often + k);
    const start = performance.now();
    call(i);
    times.push((performance.now() - start) * 1_000);
  }
  return times.sort((a, b) => a - b);
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}
