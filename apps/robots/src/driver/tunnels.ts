import { type Random } from '@hansom/platform-context';

import { happens, within } from '../domain/chance.ts';

const MINUTE_MS = 60_000;

/** Places without a network, into which a driver comes by chance. City time. */
export class Tunnels {
  private until = 0;
  private nextChance = 0;

  constructor(private readonly random: Random) {}

  /** Whether he is in one now, and whether it begins now. `chance`: in each minute. */
  at(now: number, chance: number, span: readonly [number, number]): { inside: boolean; begins: boolean } {
    if (now < this.until) return { inside: true, begins: false };
    if (now < this.nextChance) return { inside: false, begins: false };
    this.nextChance = now + MINUTE_MS;
    const begins = happens(this.random, chance);
    if (begins) this.until = now + within(this.random, span);
    return { inside: begins, begins };
  }
}
