import { monotonicInstant } from '@hansom/platform-context';
import { settle } from '@hansom/platform-context/testing';
import { OutcomeUnknown, SimulatedStore, StoreUnavailable } from '@hansom/platform-store';
import { fakeEffects } from '@hansom/platform-context/testing';

import { addSeat, aHold, confirm, hold, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

describe('create', () => {
  it('makes version 1 in the state that is asked for', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);

    const result = await holds.create('h1', aHold(effects));

    expect(result).toMatchObject({ outcome: 'applied', state: { id: 'h1', version: 1, state: 'PLACED' } });
    expect(await holds.get('h1')).toEqual('state' in result ? result.state : undefined);
  });

  it('answers the same command again without doing it again', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', { ...aHold(effects), command: 'c1' });

    const again = await holds.create('h1', { ...aHold(effects), command: 'c1' });

    expect(again).toMatchObject({ outcome: 'repeated', state: { version: 1 } });
    expect(sink.versionsOf('h1')).toEqual([1]);
  });

  it('refuses another command for an id that exists', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', { ...aHold(effects), command: 'c1' });

    const other = await holds.create('h1', { ...aHold(effects), command: 'c2' });

    expect(other).toMatchObject({ outcome: 'refused', refusal: { code: 'sample.already_exists' } });
  });

  it('tells what may yet come from what never will', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('placed', aHold(effects));
    await holds.claimOwners.abandon('abandoned');

    const found = await Promise.all(['placed', 'nothing', 'abandoned'].map((id) => holds.find(id)));

    expect(found).toEqual([await holds.get('placed'), 'missing', 'abandoned']);
  });

  it('fails its creator when somebody abandoned it meanwhile', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    await holds.claimOwners.abandon('h1');

    const late = await holds.create('h1', aHold(effects));

    expect(late).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'sample.abandoned' },
      state: undefined,
    });
    expect(await holds.get('h1')).toBeUndefined();
    expect(sink.events).toMatchObject([{ type: 'hold.abandoned', version: 1 }]);
  });

  it('refuses what does not fit the definition before anything is written', async () => {
    const store = new SimulatedStore({ clock: fakeEffects().clock });
    const { aggregates: holds, effects } = await inMemoryAggregates({
      ...sampleHolds,
      engine: await store.open('sample'),
    });
    await holds.create('h1', aHold(effects));
    const before = store.snapshot();

    await expect(holds.create('h2', { ...aHold(effects), set: { seats: 1 } as never })).rejects.toThrow(
      'hold.rider: missing in a stored row',
    );
    await expect(holds.create('h2', { ...aHold(effects), event: { type: 'seat.placed' } })).rejects.toThrow(
      'event type seat.placed is not hold.<what>',
    );
    await expect(holds.create('h2', { ...aHold(effects), to: 'USED' })).rejects.toThrow(
      'hold: timer expire in USED, which nothing leaves',
    );
    expect(store.snapshot()).toBe(before);
  });
});

describe('transition', () => {
  it('moves the state, keeps other fields and clears what is undefined', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    const { set, ...rest } = aHold(effects);
    await holds.create('h1', { ...rest, set: { ...set, note: 'window' } });

    await holds.transition('h1', { decide: () => ({ to: 'CONFIRMED', set: { seats: 2, note: undefined } }) });

    const state = await holds.get('h1');
    expect(state).toMatchObject({ version: 2, state: 'CONFIRMED', entered: { version: 2 } });
    expect(state?.fields).toEqual({ rider: 'r1', seats: 2 });
  });

  it('keeps what entered the state when it stays in it', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));
    const before = await holds.get('h1');

    const result = await holds.transition('h1', { decide: addSeat });

    expect(result).toMatchObject({ outcome: 'applied', state: { version: 2, entered: before?.entered } });
  });

  it('tells that there is no such aggregate', async () => {
    const { aggregates: holds } = await inMemoryAggregates(sampleHolds);

    expect(await holds.transition('h1', { decide: confirm })).toEqual({ outcome: 'missing' });
  });

  it('gives the refusal of its decision, with the state', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));
    await holds.transition('h1', { decide: confirm });

    const again = await holds.transition('h1', { decide: confirm });

    expect(again).toMatchObject({
      outcome: 'refused',
      refusal: {
        code: 'sample.transition_not_allowed',
        kind: 'failed_precondition',
        context: { id: 'h1', state: 'CONFIRMED', version: '2' },
      },
      state: { version: 2 },
    });
    expect(sink.versionsOf('h1')).toEqual([1, 2]);
  });

  it('never asks about a state that nothing leaves', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', { to: 'USED', set: aHold(effects).set });
    const decide = jest.fn(addSeat);

    const result = await holds.transition('h1', { decide });

    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'sample.transition_not_allowed' } });
    expect(decide).not.toHaveBeenCalled();
  });

  it('refuses to change what was abandoned', async () => {
    const { aggregates: holds } = await inMemoryAggregates(sampleHolds);
    await holds.claimOwners.abandon('h1');

    const result = await holds.transition('h1', { decide: confirm });

    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'sample.abandoned' } });
  });

  it('remembers the last 16 commands', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));
    for (let n = 1; n <= 17; n++) await holds.transition('h1', { command: `c${n}`, decide: addSeat });

    const kept = await holds.transition('h1', { command: 'c2', decide: addSeat });
    const forgotten = await holds.transition('h1', { command: 'c1', decide: addSeat });

    expect([kept.outcome, forgotten.outcome]).toEqual(['repeated', 'applied']);
  });

  it('decides anew when it loses the race', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));

    const results = Array.from({ length: 5 }, () => holds.transition('h1', { decide: addSeat }));
    await effects.time.advance(1_000);

    expect((await Promise.all(results)).map(({ outcome }) => outcome)).toEqual(Array(5).fill('applied'));
    expect((await holds.get('h1'))?.fields.seats).toBe(6);
  });

  it('gives up at its deadline, and says that nothing was done', async () => {
    const { aggregates: holds, effects, engine } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));
    const deadline = monotonicInstant(effects.monotonic.now() + 200);

    let fence = 0;
    const raise = (): void => void engine.raiseFence(hold, 'h1', { version: 1, fence: fence++ });
    const decide = (): { set: { seats: number } } => {
      raise(); // the fence that was read is behind by the time the batch is sent
      return { set: { seats: 2 } };
    };
    const result = holds.transition('h1', { decide }, { deadline });
    const caught = result.catch((error: unknown) => error);
    await effects.time.advance(1_000);

    expect(await caught).toMatchObject({
      kind: 'aborted',
      code: 'sample.contended',
      context: { hold: 'h1' },
    });
    expect((await holds.get('h1'))?.version).toBe(1);
  });
});

describe('lost answers', () => {
  /** A store that loses the answers to some calls. */
  async function unreliable(lose: (kind: string) => 'lost_before' | 'unavailable' | 'done') {
    const effects = fakeEffects();
    const store = new SimulatedStore({ clock: effects.clock, gate: ({ kind }) => lose(kind) });
    return inMemoryAggregates({ ...sampleHolds, effects, engine: await store.open('sample') });
  }

  it('tells an unknown outcome as unknown', async () => {
    const { aggregates: holds, effects } = await unreliable((kind) =>
      kind === 'commit' ? 'lost_before' : 'done',
    );

    const caught = holds.create('h1', aHold(effects)).catch((error: unknown) => error);
    await effects.time.advance(6_000);

    expect(await caught).toBeInstanceOf(OutcomeUnknown);
  });

  it.each(['readState', 'put'])('tells that nothing was done when no %s is answered', async (lost) => {
    const { aggregates: holds, effects } = await unreliable((kind) =>
      kind === lost ? 'lost_before' : 'done',
    );

    const caught = holds.create('h1', aHold(effects)).catch((error: unknown) => error);
    await effects.time.advance(6_000);

    expect(await caught).toBeInstanceOf(StoreUnavailable);
  });

  it('keeps no place in the relay for what may never come', async () => {
    const { aggregates: holds, effects } = await unreliable((kind) =>
      kind === 'commit' ? 'lost_before' : 'done',
    );

    const caught = holds.create('h1', aHold(effects)).catch((error: unknown) => error);
    await settle();
    expect(holds.depths().relay).toBe(1);
    await effects.time.advance(6_000);
    await caught;

    expect(holds.depths().relay).toBe(0);
  });

  it('repeats reads and intentions until they are answered', async () => {
    const lost = new Map([
      ['readState', 2],
      ['put', 3],
      ['insertIfAbsent', 1],
    ]);
    const { aggregates: holds, effects } = await unreliable((kind) => {
      const left = lost.get(kind) ?? 0;
      lost.set(kind, left - 1);
      return left > 0 ? 'lost_before' : 'done';
    });

    const result = holds.create('h1', aHold(effects));
    await effects.time.advance(3_000);

    expect(await result).toMatchObject({ outcome: 'applied' });
  });
});

describe('events', () => {
  it('carry what the transition said, where it belongs, and an id made of what it is', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    const event = { type: 'hold.placed', payload: Uint8Array.of(1, 2) };

    await holds.create(
      'h1',
      { ...aHold(effects), event },
      { context: { tenancy: 'robot', onBehalfOf: 'r1' } },
    );
    await settle();

    expect(sink.events).toEqual([
      {
        id: 'hold/h1/1',
        topic: 'sample',
        aggregate: 'hold',
        key: 'h1',
        version: 1,
        type: 'hold.placed',
        payload: Uint8Array.of(1, 2),
        occurredAt: effects.clock.now(),
        city: 'got',
        tenancy: 'robot',
        onBehalfOf: 'r1',
      },
    ]);
    expect(await holds.readEvents('h1', { from: 1, to: 9 })).toEqual(sink.events);
  });

  it('are called changed when they have no name of their own', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', aHold(effects));

    await holds.transition('h1', { decide: addSeat });

    expect(sink.events.map(({ type }) => type)).toEqual(['hold.placed', 'hold.changed']);
  });
});
