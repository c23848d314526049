import { type Effects, type Millis } from '@hansom/platform-context';
import { type Slot } from '@hansom/shared-geo';

import { type CityDrivers } from './domain/city-drivers.ts';
import { type LastPositions } from './store/last-positions.ts';

/** What of a driver's positions is written, and when. */
export interface WriterOptions {
  /** At most one write a driver in this. Real time. */
  everyMs: Millis;
  /** Older positions are left out. Domain time. */
  staleMs: Millis;
}

export interface WriterInputs {
  effects: Pick<Effects, 'clock' | 'monotonic' | 'log'>;
  /** The cities that are held, and who is in them. */
  held: () => Iterable<readonly [city: string, drivers: CityDrivers]>;
  options: () => WriterOptions;
}

interface Unwritten {
  readonly city: string;
  readonly drivers: CityDrivers;
  readonly slot: Slot;
}

const AT_ONCE = 64;

/**
 * Writes last positions behind: the latest of each driver, seldom. There is no queue: each driver who is held has a mark, so what waits has the
 * bound that drivers have, and is always the latest. Positions are hints, so one that cannot be written is dropped.
 */
export class PositionWriter {
  readonly figures = { dropped: 0, written: 0 };

  constructor(
    private readonly positions: Pick<LastPositions, 'write'>,
    private readonly inputs: WriterInputs,
  ) {}

  get depth(): number {
    return [...this.inputs.held()].reduce((sum, [, { unwritten }]) => sum + unwritten.size, 0);
  }

  /** Writes what is due. */
  async writeDue(): Promise<void> {
    await this.write(this.waiting(this.inputs.options().everyMs));
  }

  /** Writes all that waits: before the service stops. */
  async flush(): Promise<void> {
    await this.write(this.waiting(0));
  }

  private waiting(everyMs: Millis): Unwritten[] {
    const now = this.inputs.effects.monotonic.now();
    return [...this.inputs.held()].flatMap(([city, drivers]) =>
      drivers.unwritten.due(now, everyMs).map((slot) => ({ city, drivers, slot })),
    );
  }

  private async write(due: readonly Unwritten[]): Promise<void> {
    for (let i = 0; i < due.length; i += AT_ONCE)
      await Promise.all(due.slice(i, i + AT_ONCE).map((one) => this.writeOne(one))); // bounded: the store is shared
  }

  private async writeOne({ city, drivers, slot }: Unwritten): Promise<void> {
    drivers.unwritten.take(slot, this.inputs.effects.monotonic.now());
    const driver = drivers.positionOf(slot);
    if (!driver || this.inputs.effects.clock.now() - driver.position.fixedAt > this.inputs.options().staleMs)
      return;
    try {
      await this.positions.write(city, driver.key, driver.position);
      this.figures.written += 1;
    } catch (error) {
      this.figures.dropped += 1;
      this.inputs.effects.log.warn('a last position was not written', { city, error });
    }
  }
}
