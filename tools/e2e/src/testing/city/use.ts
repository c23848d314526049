/** What this process took since somebody began to look. */
export interface Use {
  /** Of one processor; more than 1 where several were used. */
  readonly cpuShare: number;
  readonly cpuMs: number;
  readonly residentMb: number;
  /** JavaScript's own part of what is resident, used. */
  readonly heapMb: number;
  /** Buffers outside the heap. */
  readonly externalMb: number;
}

/** Begins to look; what it gives tells the use since then. */
export function watchUse(): () => Use {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = (user + system) / 1000;
    const { rss, heapUsed, external } = process.memoryUsage();
    return {
      cpuShare: cpuMs / (performance.now() - begun),
      cpuMs,
      residentMb: rss / 2 ** 20,
      heapMb: heapUsed / 2 ** 20,
      externalMb: external / 2 ** 20,
    };
  };
}

/** As figures of a program. */
export function toldUse({ cpuShare, residentMb, heapMb, externalMb }: Use): Record<string, number> {
  return {
    'CPU, processors': cpuShare,
    'resident MB': residentMb,
    'heap in use, MB': heapMb,
    'outside the heap, MB': externalMb,
  };
}
