/** One side of a comparison. */
export interface Contender {
  call(holdId: string): Promise<unknown>;
  close(): Promise<void>;
  /** CPU microseconds a call, of each round. */
  readonly spent: number[];
  /** Calls that ran out of their half second: the machine was busy. */
  failed: number;
}

const AT_A_TIME = 20;

/** Rounds of calls, one contender after the other; single calls and two rounds warm up. */
export async function rounds(
  contenders: readonly Contender[],
  { count, calls }: { count: number; calls: number },
): Promise<void> {
  for (const contender of contenders) await warm(contender);
  for (let round = -2; round < count; round += 1) {
    for (const contender of contenders) {
      const micros = await cpuOf(contender, calls); // not at once: one process, one CPU clock
      if (round >= 0) contender.spent.push(micros);
    }
  }
}

/** The first calls find, connect and compile: on a busy machine they run out of time. */
async function warm(contender: Contender): Promise<void> {
  for (let left = 200; left > 0; left -= 1) await contender.call('hold_1').catch(() => undefined);
}

async function cpuOf(contender: Contender, calls: number): Promise<number> {
  const before = process.cpuUsage();
  let left = calls;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await contender.call(`hold_${left}`).catch(() => (contender.failed += 1)); // one after the other: that is the bound
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}
