import { type Effects } from '@hansom/platform-context';

import { type Fix } from './domain/fix.ts';
import { stepOf } from './domain/track.ts';
import { type RecentFixes } from './store/recent-fixes.ts';

const MOST_WAITING = 50_000;
const AT_ONCE = 64;

interface Waiting {
  readonly driverId: string;
  readonly fix: Fix;
}

/**
 * Writes recent fixes behind: one a driver and 10 s, as a start after a crash may miss the last of them. What cannot be written is dropped and
 * counted, as is what finds no room.
 */
export class RecentWriter {
  private waiting = new Map<string, Waiting>();
  readonly figures = { written: 0, dropped: 0 };

  constructor(
    private readonly fixes: Pick<RecentFixes, 'write'>,
    private readonly log: Effects['log'],
  ) {}

  get depth(): number {
    return this.waiting.size;
  }

  note(driverId: string, fix: Fix): void {
    const key = `${driverId}/${stepOf(fix.at)}`;
    if (this.waiting.size >= MOST_WAITING && !this.waiting.has(key)) this.figures.dropped += 1;
    else this.waiting.set(key, { driverId, fix });
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    const due = [...this.waiting.values()];
    this.waiting = new Map();
    for (let i = 0; i < due.length; i += AT_ONCE)
      await Promise.all(due.slice(i, i + AT_ONCE).map((one) => this.write(one))); // bounded: the store is shared
  }

  private async write({ driverId, fix }: Waiting): Promise<void> {
    try {
      await this.fixes.write(driverId, fix);
      this.figures.written += 1;
    } catch (error) {
      this.figures.dropped += 1;
      this.log.warn('a recent fix was not written', { error });
    }
  }
}
