import { fakeEffects } from '@hansom/platform-context/testing';

import { int, optional, text } from './columns.ts';
import { contendedTable } from './definitions.ts';
import { OutcomeUnknown, StoreUnavailable } from './engine.ts';
import { openTable } from './open-table.ts';
import { type Operation } from './operation.ts';
import { budgetOf } from './settle.ts';
import { type Fate, SimulatedStore } from './simulated.ts';

const slotsTable = contendedTable({
  name: 'slots',
  partition: { id: text() },
  columns: { holder: text(), turn: int(), note: optional(text()) },
});
const row = { id: 's', holder: 'ann', turn: 1 };

function opened(fates: Fate[] = [], staleReads?: () => boolean) {
  const effects = fakeEffects();
  const seen: Operation[] = [];
  const gate = (operation: Operation): Fate => {
    seen.push(operation);
    return fates.shift() ?? 'done';
  };
  const store = new SimulatedStore({ clock: effects.clock, gate, staleReads });
  const engine = store.openAs('p', 'booking');
  return { effects, seen, store, engine, slots: openTable(engine, slotsTable, effects) };
}

/** Lets more time pass than any settling takes. */
async function inTime<T>(effects: ReturnType<typeof fakeEffects>, promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  await effects.time.advance(5_000);
  return promise;
}

describe('a settled insert', () => {
  it('is applied, or told who is there', async () => {
    const { slots } = opened();

    const first = await slots.insertIfAbsent(row);
    const second = await slots.insertIfAbsent({ ...row, holder: 'bob' });

    expect(first).toEqual({ applied: true });
    expect(second).toEqual({ applied: false, current: row });
  });

  it.each<[string, Fate[], number]>([
    ['arrived though its answer was lost', ['lost_after'], 2],
    ['was lost: it is sent again', ['lost_before', 'done', 'done', 'done'], 4],
    ['was never sent: the next is a first send', ['unavailable', 'unavailable', 'done'], 3],
    ['cannot be read for a while', ['lost_after', 'unavailable', 'lost_before', 'done'], 4],
  ])('is applied once when it %s', async (_, fates, operations) => {
    const { effects, slots, seen } = opened(fates);

    const answer = await inTime(effects, slots.insertIfAbsent(row));

    expect(answer).toEqual({ applied: true });
    expect(seen).toHaveLength(operations);
  });

  it("is told another's when that one came first, whatever the answers", async () => {
    const { effects, engine, slots } = opened(['done', 'lost_after', 'lost_before', 'done']);
    await engine.insertIfAbsent(slotsTable, { ...row, holder: 'bob' });

    const answer = await inTime(effects, slots.insertIfAbsent(row));

    expect(answer).toEqual({ applied: false, current: { ...row, holder: 'bob' } });
  });

  it('reads serially what became of it, and is not sent again before it is read', async () => {
    const fates: Fate[] = ['done', 'lost_after', 'unavailable'];
    const { effects, slots, seen } = opened(fates, () => true);
    await slots.insertIfAbsent({ ...row, id: 'other' });
    const change = { expect: { turn: 1 }, set: { turn: 2 } };

    const answer = await inTime(effects, slots.compareAndSet({ id: 'other' }, change));
    const inserted = await inTime(effects, slots.insertIfAbsent(row));

    expect([answer, inserted]).toEqual([{ applied: true }, { applied: true }]);
    expect(seen.map(({ kind, level }) => level ?? kind)).toEqual([
      'insertIfAbsent',
      'compareAndSet',
      'serial',
      'serial',
      'insertIfAbsent',
    ]);
  });

  it('has the life that it is given', async () => {
    const { effects, slots } = opened();

    await slots.insertIfAbsent(row, { ttlMs: 1_000 });
    await effects.time.advance(1_001);

    await expect(slots.get({ id: 's' })).resolves.toBeUndefined();
  });

  it('is unknown when time is up, never a failure', async () => {
    const { effects, slots } = opened(Array.from({ length: 100 }, () => 'lost_before'));

    const answer = inTime(effects, slots.insertIfAbsent(row));

    await expect(answer).rejects.toThrow(OutcomeUnknown);
    await expect(answer).rejects.toMatchObject({ kind: 'outcome_unknown', code: 'store.outcome_unknown' });
  });

  it('is unavailable when nothing could be sent in time', async () => {
    const { effects, slots } = opened(Array.from({ length: 1_000 }, () => 'unavailable'));

    let ended = 0;
    const insert = slots.insertIfAbsent(row, { budget: budgetOf(effects, 200) });
    const answer = inTime(
      effects,
      insert.finally(() => (ended = effects.monotonic.now())),
    );

    await expect(answer).rejects.toThrow(
      new StoreUnavailable('insert into slots: the store could not be reached, nothing was written'),
    );
    expect(ended).toBe(200);
  });
});

describe('a settled change', () => {
  const change = { expect: { turn: 1 }, set: { turn: 2, holder: 'bob' } };

  it('is applied, or told what is there in full', async () => {
    const { slots } = opened();
    await slots.insertIfAbsent({ ...row, note: 'n' });

    const first = await slots.compareAndSet({ id: 's' }, change);
    const second = await slots.compareAndSet({ id: 's' }, change);
    const missing = await slots.compareAndSet({ id: 'other' }, change);

    const current = { id: 's', holder: 'bob', turn: 2, note: 'n' };
    expect(first).toEqual({ applied: true });
    expect(second).toEqual({ applied: false, current });
    expect(missing).toEqual({ applied: false, current: undefined });
  });

  it.each<[string, Fate[]]>([
    ['arrived though its answer was lost', ['done', 'lost_after']],
    ['was lost and is sent again', ['done', 'lost_before', 'done', 'done']],
    [
      'was lost, and so was the answer to the second',
      ['done', 'lost_before', 'done', 'lost_after', 'lost_before'],
    ],
  ])('is applied when it %s', async (_, fates) => {
    const { effects, slots } = opened(fates);
    await slots.insertIfAbsent(row);

    const answer = await inTime(effects, slots.compareAndSet({ id: 's' }, change));

    expect(answer).toEqual({ applied: true });
    await expect(slots.get({ id: 's' })).resolves.toEqual({ id: 's', holder: 'bob', turn: 2 });
  });

  it('does no harm when a delayed one arrives after all', async () => {
    const { effects, slots, store } = opened(['done', 'delayed']);
    await slots.insertIfAbsent(row);
    await inTime(effects, slots.compareAndSet({ id: 's' }, change));
    await slots.compareAndSet({ id: 's' }, { expect: { turn: 2 }, set: { turn: 3 } });

    store.deliver(0);

    await expect(slots.get({ id: 's' })).resolves.toEqual({ id: 's', holder: 'bob', turn: 3 });
  });

  it('tells a definite refusal as such even when the row cannot be read at first', async () => {
    const { effects, slots } = opened(['done', 'done', 'lost_before', 'unavailable', 'done']);
    await slots.insertIfAbsent({ ...row, turn: 7 });

    const answer = await inTime(effects, slots.compareAndSet({ id: 's' }, change));

    expect(answer).toEqual({ applied: false, current: { ...row, turn: 7 } });
  });

  it('must leave its own condition behind, or it could not be settled', async () => {
    const { slots } = opened();

    const same = slots.compareAndSet({ id: 's' }, { expect: { turn: 1 }, set: { turn: 1, holder: 'bob' } });
    const beside = slots.compareAndSet({ id: 's' }, { expect: { turn: 1 }, set: { holder: 'bob' } });

    await expect(same).rejects.toThrow(TypeError);
    await expect(beside).rejects.toThrow(TypeError);
  });

  it('cannot make a required column null', async () => {
    const { slots } = opened();

    const answer = slots.compareAndSet(
      { id: 's' },
      { expect: { turn: 1 }, set: { turn: 2, holder: undefined } },
    );

    await expect(answer).rejects.toThrow(new TypeError('slots.holder: required, cannot become null'));
  });
});
