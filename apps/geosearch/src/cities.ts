import { type Effects, instant, type MonotonicInstant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

import { type GeosearchConfig } from './config.ts';
import { CityDrivers } from './domain/city-drivers.ts';
import { type Standing } from './domain/driver.ts';
import { type LastPositions } from './store/last-positions.ts';

export interface CitiesOptions {
  effects: Pick<Effects, 'clock' | 'monotonic' | 'timers' | 'log'>;
  config: () => GeosearchConfig;
  positions: Pick<LastPositions, 'readSince'>;
  /** The pages of who is on shift in a city. */
  listLive(city: string): AsyncIterable<readonly Standing[]>;
}

interface Held {
  readonly drivers: CityDrivers;
  readonly loading: Promise<void>;
  loaded: boolean;
  askedAt: MonotonicInstant;
  listedAt: MonotonicInstant;
}

/** A caller with less time left than this is answered rather than kept waiting. */
const ANSWER_MS = 50;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * The cities that this instance holds. One is held from the first call that names it, and loaded behind that call's back: its last positions,
 * then who is on shift. It is held before its list is read, so that no event falls between; the higher version wins. What is missed is
 * healed by listing again, and a city that nobody asks for is dropped.
 */
export class Cities {
  private readonly held = new Map<string, Held>();
  private closed = false;

  constructor(private readonly options: CitiesOptions) {}

  get size(): number {
    return this.held.size;
  }

  /** Drivers that can be found, in all cities. */
  get drivers(): number {
    return [...this.held.values()].reduce((sum, { drivers }) => sum + drivers.size, 0);
  }

  /** All that are held, loaded or not. */
  all(): [city: string, drivers: CityDrivers][] {
    return [...this.held].map(([city, { drivers }]) => [city, drivers]);
  }

  /** The city as it stands, perhaps before it is loaded: for what comes in. */
  hold(city: string): CityDrivers {
    const held = this.held.get(city) ?? this.begin(city);
    held.askedAt = this.options.effects.monotonic.now();
    return held.drivers;
  }

  /** The city, if it is held: for events, which come for all cities. */
  ifHeld(city: string): CityDrivers | undefined {
    return this.held.get(city)?.drivers;
  }

  /** The city, loaded. Rejects with `geosearch.city_loading` when the caller's time runs out before that. */
  async loaded(city: string, call: Call): Promise<CityDrivers> {
    const drivers = this.hold(city);
    const held = this.held.get(city);
    if (held && !held.loaded) await this.waitFor(held, call);
    return drivers;
  }

  /** Drops cities that nobody asks for, forgets what is old, and lists again: to be called now and then. */
  async refresh(): Promise<void> {
    const { effects, config } = this.options;
    const { idleMs, listMs, forgetMs } = config();
    const now = effects.monotonic.now();
    for (const [city, held] of this.held) if (now - held.askedAt > idleMs) this.held.delete(city);
    const listable = [...this.held].filter(([, { loaded, listedAt }]) => loaded && now - listedAt >= listMs);
    for (const { drivers } of this.held.values())
      drivers.forget(instant(effects.clock.now() - forgetMs), effects.clock.now());
    await Promise.all(listable.map(([city, held]) => this.list(city, held)));
  }

  /** Ends what is still being loaded. */
  close(): void {
    this.closed = true;
    this.held.clear();
  }

  private begin(city: string): Held {
    const now = this.options.effects.monotonic.now();
    const drivers = new CityDrivers();
    const held: Held = { drivers, loaded: false, askedAt: now, listedAt: now, loading: Promise.resolve() };
    this.held.set(city, held);
    return Object.assign(held, { loading: this.load(city, held) });
  }

  /** Tries until it is done, or nobody wants the city any more. */
  private async load(city: string, held: Held): Promise<void> {
    const { timers, log } = this.options.effects;
    for (
      let pause = FIRST_PAUSE_MS;
      this.held.get(city) === held;
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
    ) {
      try {
        await this.readPositions(city, held);
        await this.list(city, held);
        held.loaded = true;
        return;
      } catch (error) {
        if (!this.closed) log.warn('a city was not loaded', { city, error });
        await timers.sleep(pause);
      }
    }
  }

  private async readPositions(city: string, { drivers }: Held): Promise<void> {
    const since = instant(this.options.effects.clock.now() - this.options.config().staleMs);
    for await (const { key, position } of this.options.positions.readSince(city, since))
      drivers.recall(key, position);
  }

  private async list(city: string, held: Held): Promise<void> {
    const { clock, monotonic } = this.options.effects;
    const before = held.drivers.onShift();
    const listed = new Set<string>();
    for await (const page of this.options.listLive(city))
      for (const standing of page) {
        listed.add(standing.shiftId);
        held.drivers.learn(standing, clock.now());
      }
    held.drivers.leaveOut(before, listed);
    held.listedAt = monotonic.now();
  }

  private async waitFor(held: Held, call: Call): Promise<void> {
    const { timers } = this.options.effects;
    const patience = Math.min(call.remaining() - ANSWER_MS, 2 ** 31 - 1);
    const giveUp = new AbortController();
    await Promise.race([held.loading, timers.sleep(Math.max(patience, 0), giveUp.signal)]);
    giveUp.abort();
    if (held.loaded) return;
    const description = 'the city is being loaded: try again';
    throw new HansomError('unavailable', 'geosearch.city_loading', { description });
  }
}
