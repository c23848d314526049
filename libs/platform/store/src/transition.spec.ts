import { fakeEffects, type FakeEffects, settle } from '@hansom/platform-context/testing';

import { type Engine, OutcomeUnknown, type TransitionBatch } from './engine.ts';
import { budgetOf } from './settle.ts';
import { type Fate, SimulatedStore } from './simulated.ts';
import { aBatch, anEvent, rides } from './testing/contract-definitions.ts';
import { orderedReadDecision, swappedReadDecision } from './testing/index.ts';
import {
  type AggregateCells,
  readDecision,
  type ReadDecision,
  settleTransition,
  verdictOf,
} from './transition.ts';

function opened(fates: Fate[], staleReads?: () => boolean) {
  const effects = fakeEffects();
  const seen: string[] = [];
  const store = new SimulatedStore({
    clock: effects.clock,
    staleReads,
    gate: (operation) => {
      seen.push(operation.kind);
      return fates.shift() ?? 'done';
    },
  });
  const engine = store.openAs('p', 'booking');
  return { effects, store, seen, engine, cells: { engine, of: rides } };
}

const mine = (version = 0): TransitionBatch =>
  aBatch('r', version, { event: anEvent(version + 1, { attempt: 'mine' }) });

/** Settles, moving time on until it is done. */
async function settledInTime(
  cells: AggregateCells,
  {
    batch = mine(),
    effects,
    readDecision,
  }: { batch?: TransitionBatch; effects: FakeEffects; readDecision?: ReadDecision },
) {
  const verdict = settleTransition(cells, batch, { ...budgetOf(effects, 2_000), readDecision });
  verdict.catch(() => undefined);
  await effects.time.advance(5_000);
  return verdict;
}

async function byAnother(engine: Engine, version = 0): Promise<void> {
  await engine.commit(rides, aBatch('r', version, { event: anEvent(version + 1, { attempt: 'other' }) }));
}

describe('settleTransition', () => {
  it('believes the answer to a first send and reads nothing', async () => {
    const { cells, effects, seen } = opened([]);

    const first = await settledInTime(cells, { effects });
    const second = await settledInTime(cells, { effects });

    expect([first, second]).toEqual(['applied', 'lost']);
    expect(seen).toEqual(['commit', 'commit']);
  });

  it('reads the state, then the event, when an answer is lost', async () => {
    const { cells, effects, seen } = opened(['lost_after']);

    const verdict = await settledInTime(cells, { effects });

    expect(verdict).toBe('applied');
    expect(seen).toEqual(['commit', 'readState', 'readEvent']);
  });

  it('sends the same attempt again while it is not decided, and does not believe the second answer', async () => {
    const { cells, effects, seen } = opened(['lost_before']);

    const verdict = await settledInTime(cells, { effects });

    expect(verdict).toBe('applied');
    expect(seen).toEqual(['commit', 'readState', 'readEvent', 'commit', 'readState', 'readEvent']);
  });

  it('knows its own work when the second send is refused because the first had arrived late', async () => {
    const { cells, effects, store, engine } = opened(['delayed']);
    const deliverOnce: ReadDecision = async ({ engine: e, of }, batch) => {
      const state = await e.readState(of, batch.id, 'serial');
      const event = await e.readEvent(of, { id: batch.id, version: 1 }, 'serial');
      if (store.inFlight.length > 0) store.deliver(0);
      return verdictOf(batch, state, event);
    };

    const verdict = await settledInTime(cells, { effects, readDecision: deliverOnce });

    expect(verdict).toBe('applied');
    await expect(engine.readState(rides, 'r', 'serial')).resolves.toMatchObject({ version: 1 });
  });

  it("is lost when another's event stands there", async () => {
    const { cells, effects, engine } = opened(['done', 'lost_before']);
    await byAnother(engine);

    await expect(settledInTime(cells, { effects })).resolves.toBe('lost');
  });

  it('is applied though others have gone on since', async () => {
    const { cells, effects, engine } = opened(['lost_after', 'unavailable']);
    const verdict = settleTransition(cells, mine(), budgetOf(effects, 2_000));
    await settle();
    await byAnother(engine, 1);

    await effects.time.advance(100);

    await expect(verdict).resolves.toBe('applied');
  });

  it('is lost when the fence was raised and it had not arrived before', async () => {
    const { cells, effects, engine, store } = opened(['done', 'delayed']);
    await engine.raiseFence(rides, 'r', { version: 0, fence: 0 });

    const verdict = await settledInTime(cells, { effects });
    store.deliver(0);

    expect(verdict).toBe('lost');
    await expect(engine.readState(rides, 'r', 'serial')).resolves.toEqual({ fence: 1 });
  });

  it('stays unknown when time is up while it is not decided', async () => {
    const { cells, effects } = opened(Array.from({ length: 3 }, () => 'lost_before'));
    const undecided: ReadDecision = async () => undefined;

    const verdict = settledInTime(cells, { effects, readDecision: undecided });

    await expect(verdict).rejects.toThrow(
      new OutcomeUnknown('contract_rides r version 1: out of time before it was known what became of it'),
    );
    expect(effects.time.waiting).toBe(0);
  });

  it('throws on what is neither an answer nor silence', async () => {
    const { cells, effects, seen } = opened([]);
    const batch = aBatch('r', 0, { state: { version: 7 } });

    await expect(settledInTime(cells, { effects, batch })).rejects.toThrow(TypeError);
    expect(seen).toEqual([]);
  });
});

describe('the truth about an attempt', () => {
  it('is read at the serial level', async () => {
    const { engine, cells } = opened([], () => true);
    await engine.commit(rides, mine());

    await expect(readDecision(cells, mine())).resolves.toBe('applied');
  });

  it.each([
    ['undecided while its version has not come', { version: 1, fence: 0 }, undefined],
    ['lost behind a raised fence', { version: 1, fence: 1 }, 'lost'],
    [
      'undecided when its version came and its row is gone, whatever the fence',
      { version: 2, fence: 1 },
      undefined,
    ],
  ])('is %s', (_, state, verdict) => {
    expect(verdictOf(mine(1), state, undefined)).toBe(verdict);
  });
});

describe('the order of the two reads', () => {
  /** The answer is lost, the batch still in flight: it arrives just before the second of the two reads. */
  async function withArrivalBetween(readDecision: ReadDecision) {
    const { cells, effects, store, engine } = opened(['delayed']);
    let reads = 0;
    const arriving: Engine = {
      ...engine,
      readState: (...args) => arrive().then(() => engine.readState(...args)),
      readEvent: (...args) => arrive().then(() => engine.readEvent(...args)),
    };
    const arrive = async (): Promise<void> => {
      if (++reads === 2) store.deliver(0);
    };
    return settledInTime({ ...cells, engine: arriving }, { effects, readDecision });
  }

  it.each([
    ['as it is', readDecision],
    ['when it concludes more from a version that is past', orderedReadDecision],
  ])('tells an arrival between them, %s', async (_, reads) => {
    await expect(withArrivalBetween(reads)).resolves.toBe('applied');
  });

  it('swapped, takes an arrival between them for a loss: the mistake that explorers must find', async () => {
    await expect(withArrivalBetween(swappedReadDecision)).resolves.toBe('lost');
  });
});
