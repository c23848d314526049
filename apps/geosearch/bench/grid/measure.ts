/** Calls a CPU second of this process, after as many to warm up. */
export function perSecond(count: number, call: (i: number) => unknown, warmUp = count): number {
  for (let i = 0; i < warmUp; i++) call(i);
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) call(i);
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1e6;
}

/** Microseconds of each call, sorted; between two of them `meanwhile` is called so often. */
export function timesAmong(
  count: number,
  call: () => unknown,
  meanwhile: { often: number; call: () => unknown },
): number[] {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < meanwhile.often; k++) meanwhile.call();
    const start = performance.now();
    call();
    times.push((performance.now() - start) * 1_000);
  }
  return times.sort((a, b) => a - b);
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN;
}
