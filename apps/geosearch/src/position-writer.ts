import { type Effects, type Millis, type MonotonicInstant, monotonicInstant } from '@hansom/platform-context';

import { type DriverKey, type Position } from './domain/driver.ts';
import { type LastPositions } from './store/last-positions.ts';

/** What of a driver's positions is written, and when. */
export interface WriterOptions {
  /** At most one write a driver in this. Real time. */
  everyMs: Millis;
  /** Older positions are left out. Domain time. */
  staleMs: Millis;
}

interface Unwritten {
  readonly city: string;
  readonly key: DriverKey;
  position: Position;
  /** Not before. */
  due: MonotonicInstant;
}

const MOST_DRIVERS = 100_000;
const AT_ONCE = 64;

/**
 * Writes last positions behind: the latest of each driver, seldom. They are hints, so one that cannot be written is dropped, as are those
 * of more drivers than there is room for.
 */
export class PositionWriter {
  private readonly unwritten = new Map<DriverKey, Unwritten>();
  private readonly writtenAt = new Map<DriverKey, MonotonicInstant>();
  readonly figures = { dropped: 0, written: 0 };

  constructor(
    private readonly positions: LastPositions,
    private readonly effects: Pick<Effects, 'clock' | 'monotonic' | 'log'>,
    private readonly options: () => WriterOptions,
  ) {}

  get depth(): number {
    return this.unwritten.size;
  }

  note(city: string, key: DriverKey, position: Position): void {
    const waiting = this.unwritten.get(key);
    if (waiting) waiting.position = position;
    else if (this.unwritten.size >= MOST_DRIVERS) this.figures.dropped += 1;
    else this.unwritten.set(key, { city, key, position, due: this.nextWriteOf(key) });
  }

  /** Writes what is due. */
  async writeDue(): Promise<void> {
    const now = this.effects.monotonic.now();
    await this.write([...this.unwritten.values()].filter(({ due }) => due <= now));
    for (const [key, at] of this.writtenAt) if (now - at > this.options().everyMs) this.writtenAt.delete(key);
  }

  /** Writes all that waits: before the service stops. */
  async flush(): Promise<void> {
    await this.write([...this.unwritten.values()]);
  }

  private nextWriteOf(key: DriverKey): MonotonicInstant {
    const last = this.writtenAt.get(key);
    const now = this.effects.monotonic.now();
    return last === undefined ? now : monotonicInstant(last + this.options().everyMs);
  }

  private async write(due: readonly Unwritten[]): Promise<void> {
    for (let i = 0; i < due.length; i += AT_ONCE)
      await Promise.all(due.slice(i, i + AT_ONCE).map((one) => this.writeOne(one))); // bounded: the store is shared
  }

  private async writeOne(one: Unwritten): Promise<void> {
    this.unwritten.delete(one.key);
    this.writtenAt.set(one.key, this.effects.monotonic.now());
    if (this.effects.clock.now() - one.position.fixedAt > this.options().staleMs) return;
    try {
      await this.positions.write(one.city, one.key, one.position);
      this.figures.written += 1;
    } catch (error) {
      this.figures.dropped += 1;
      this.effects.log.warn('a last position was not written', { city: one.city, error });
    }
  }
}
