import { type Random, seededRandom } from '@hansom/platform-context';
import { fakeEffects, FakeTime, settle } from '@hansom/platform-context/testing';

import { type Engine, OutcomeUnknown, type Stand, StoreUnavailable } from './engine.ts';
import { budgetOf } from './settle.ts';
import { type Fate, SimulatedStore } from './simulated.ts';
import { aBatch, anEvent, fresh, rides } from './testing/contract-definitions.ts';
import { swappedReadDecision } from './testing/index.ts';
import { type ReadDecision, settleTransition } from './transition.ts';

const WRITERS = 50;
const TRIES = 3;
const SEEDS = 200;

interface Told {
  attempt: string;
  version: number;
  verdict: 'applied' | 'lost' | 'unknown';
}

/** Writers on one aggregate whose every operation waits until a seeded scheduler lets it go, with a fate of its choice. */
class Race {
  readonly told: Told[] = [];
  private readonly time = new FakeTime();
  private readonly random: Random;
  private readonly store: SimulatedStore;
  private readonly id = fresh('ride');
  private waiting: ((fate: Fate) => void)[] = [];
  private calm = false;

  constructor(
    seed: number,
    private readonly readDecision?: ReadDecision,
  ) {
    this.random = seededRandom(seed);
    const gate = (): Promise<Fate> | Fate =>
      this.calm ? 'done' : new Promise((resolve) => this.waiting.push(resolve));
    this.store = new SimulatedStore({ clock: this.time.clock, gate });
  }

  /** Runs all to their end; gives what is stored. */
  async run() {
    let running = WRITERS;
    for (let writer = 0; writer < WRITERS; writer++) {
      void this.writer(writer).finally(() => running--);
    }
    while (running > 0) {
      await settle();
      await this.step();
    }
    this.calm = true;
    while (this.store.inFlight.length > 0) this.store.deliver(0);
    const engine = this.store.openAs('judge', 'booking');
    const state = await engine.readState(rides, this.id, 'serial');
    const events = await engine.readEvents(rides, this.id, { from: 1, to: 1_000 });
    return { version: Number(state?.version ?? 0), attempts: events.map((event) => event.attempt), events };
  }

  private async step(): Promise<void> {
    if (this.store.inFlight.length > 0 && this.random.next() < 0.1) {
      return this.store.deliver(this.pick(this.store.inFlight.length));
    }
    const [next] = this.waiting.splice(this.pick(this.waiting.length), 1);
    if (!next) return this.time.advance(20);
    next(this.fate());
  }

  private fate(): Fate {
    const roll = this.random.next();
    if (roll < 0.7) return 'done';
    if (roll < 0.8) return 'lost_after';
    if (roll < 0.88) return 'delayed';
    return roll < 0.95 ? 'lost_before' : 'unavailable';
  }

  private pick(count: number): number {
    return Math.floor(this.random.next() * count);
  }

  private async writer(writer: number): Promise<void> {
    const engine = this.store.openAs(`w${writer}`, 'booking');
    const effects = fakeEffects({ time: this.time, seed: writer });
    for (let i = 0; i < TRIES; i++) {
      const stand = await this.standing(engine);
      const attempt = `w${writer}-${i}`;
      const version = stand.version + 1;
      const batch = aBatch(this.id, stand.version, { expect: stand, event: anEvent(version, { attempt }) });
      const budget = { ...budgetOf(effects, 400), readDecision: this.readDecision };
      const verdict = await settleTransition({ engine, of: rides }, batch, budget).catch(unknownIfSilent);
      this.told.push({ attempt, version, verdict });
      if (this.random.next() < 0.1) await engine.raiseFence(rides, this.id, stand).catch(unknownIfSilent);
    }
  }

  /** Version and fence, asked for until there is an answer. */
  private async standing(engine: Engine): Promise<Stand> {
    for (;;) {
      const state = await engine.readState(rides, this.id, 'serial').catch(unknownIfSilent);
      if (state === 'unknown') continue;
      return { version: Number(state?.version ?? 0), fence: Number(state?.fence ?? 0) };
    }
  }
}

function unknownIfSilent(error: unknown): 'unknown' {
  if (error instanceof OutcomeUnknown || error instanceof StoreUnavailable) return 'unknown';
  throw error;
}

/** What was told and is not true of the events that are there. */
function lies(told: Told[], attempts: unknown[]): Told[] {
  return told.filter(({ attempt, version, verdict }) => {
    const made = attempts[version - 1] === attempt;
    return verdict !== 'unknown' && made !== (verdict === 'applied');
  });
}

describe('50 writers race on one aggregate while answers are lost and writes come late', () => {
  it('make dense versions, and each attempt is told the truth', async () => {
    const totals = { applied: 0, lost: 0, unknown: 0 };

    for (let seed = 1; seed <= SEEDS; seed++) {
      const race = new Race(seed);
      const { version, attempts, events } = await race.run();

      const found = lies(race.told, attempts);
      expect({ seed, lies: found }).toEqual({ seed, lies: [] });
      const dense = Array.from({ length: version }, (_, i) => i + 1);
      expect({ seed, versions: events.map((event) => event.version) }).toEqual({ seed, versions: dense });
      race.told.forEach(({ verdict }) => totals[verdict]++);
    }

    expect(totals.applied).toBeGreaterThan(SEEDS);
    expect(totals.lost).toBeGreaterThan(SEEDS);
    expect(totals.unknown).toBeGreaterThan(0);
    expect(totals.unknown).toBeLessThan((totals.applied + totals.lost) / 10);
  }, 60_000);

  it('would be lied to by a settling that reads the event before the state', async () => {
    let found = 0;

    for (let seed = 1; seed <= SEEDS && found === 0; seed++) {
      const race = new Race(seed, swappedReadDecision);
      const { attempts } = await race.run();
      found = lies(race.told, attempts).length;
    }

    expect(found).toBeGreaterThan(0);
  }, 60_000);
});
