import { A_MONDAY_MORNING, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { type Fate, openTable, type Operation, SimulatedStore } from '@hansom/platform-store';
import { timeOf } from '@hansom/shared-ids';

import { idempotencyOf } from './idempotency.ts';
import { IdempotencyKeys, type KeyedRequest, KEPT_MS, type Taken } from './idempotency-keys.ts';
import { idempotencyTable } from './idempotency-table.ts';

const request: KeyedRequest = {
  caller: 'rider_1',
  operation: 'book',
  key: 'k1',
  hash: 'h1',
  deadlineMs: 4000,
};
const answer = { status: 201, headers: { etag: '"1"' }, body: '{"id":"b1"}' };
const BUSY_MS = 6_000; // the deadline, and what settling the answer may take

async function world(gate?: (operation: Operation) => Fate, speed = 1) {
  const effects = fakeEffects({ time: new FakeTime(A_MONDAY_MORNING, speed) });
  const store = new SimulatedStore({ clock: effects.clock, ...(gate && { gate }) });
  const table = openTable(await store.open('spec'), idempotencyTable, effects);
  return {
    effects,
    pass: (ms: number) => effects.time.advance(ms),
    table,
    keys: new IdempotencyKeys(table, effects),
  };
}

function executing(taken: Taken) {
  if (taken.outcome !== 'execute') throw new Error(`not to be executed but ${taken.outcome}`);
  return taken;
}

describe('a key', () => {
  it('is executed by whoever brings it first, and nobody else meanwhile', async () => {
    const { keys, pass } = await world();

    const first = await keys.take(request);
    const second = await keys.take(request);
    await pass(BUSY_MS - 1);
    const third = await keys.take(request);

    expect([first, second, third].map(({ outcome }) => outcome)).toEqual([
      'execute',
      'in_flight',
      'in_flight',
    ]);
  });

  it('is taken by exactly one of many who come at once', async () => {
    const { keys } = await world();

    const all = await Promise.all(Array.from({ length: 20 }, () => keys.take(request)));

    expect(all.filter(({ outcome }) => outcome === 'execute')).toHaveLength(1);
  });

  it('is in flight for a deadline of real time, however fast domain time goes', async () => {
    const { keys, pass } = await world(undefined, 10);
    await keys.take(request);

    await pass(BUSY_MS - 1);
    const early = await keys.take(request);
    await pass(1);
    const late = await keys.take(request);

    expect([early.outcome, late.outcome]).toEqual(['in_flight', 'execute']);
  });

  it('answers a repeat as it answered first, for a day', async () => {
    const { keys, pass } = await world();
    await executing(await keys.take(request)).execution.finish(answer);
    await pass(KEPT_MS - 1);

    const repeat = await keys.take(request);

    expect(repeat).toEqual({ outcome: 'replay', answer });
  });

  it('answers without a body where there was none', async () => {
    const { keys } = await world();
    await executing(await keys.take(request)).execution.finish({ ...answer, body: undefined });

    const repeat = await keys.take(request);

    expect(repeat).toEqual({ outcome: 'replay', answer: { ...answer, body: undefined } });
  });

  it('is another command after a day', async () => {
    const { keys, pass } = await world();
    const first = executing(await keys.take(request));
    await first.execution.finish(answer);
    await pass(KEPT_MS);

    const second = executing(await keys.take({ ...request, hash: 'h2' }));

    expect(second.since).toBe(first.since + KEPT_MS);
  });

  it('is refused for another request, while the first is in flight and after', async () => {
    const { keys } = await world();
    const { execution } = executing(await keys.take(request));
    const other = { ...request, hash: 'h2' };

    const meanwhile = await keys.take(other);
    await execution.finish(answer);
    const after = await keys.take(other);

    expect([meanwhile, after]).toEqual([{ outcome: 'reused' }, { outcome: 'reused' }]);
  });

  it.each([{ caller: 'rider_2' }, { operation: 'cancel' }, { key: 'k2' }])(
    'is nothing to do with the same of %p',
    async (over) => {
      const { keys } = await world();
      await keys.take(request);

      const other = await keys.take({ ...request, ...over, hash: 'h2' });

      expect(other.outcome).toBe('execute');
    },
  );
});

describe('an execution that came to nothing', () => {
  it('leaves the key to the next, as the same command', async () => {
    const { keys, pass } = await world();
    const first = executing(await keys.take(request));
    await pass(5);
    await first.execution.release();

    const second = executing(await keys.take(request));

    expect(second.since).toBe(first.since);
  });

  it('is repeated when its process died, once its time is up, by one of those who ask', async () => {
    const { keys, pass } = await world();
    const dead = executing(await keys.take(request));
    await pass(BUSY_MS);

    const all = await Promise.all(Array.from({ length: 5 }, () => keys.take(request)));

    const [successor, ...others] = all.filter(({ outcome }) => outcome === 'execute');
    expect(others).toEqual([]);
    expect(successor).toMatchObject({ since: dead.since });
  });

  it('that was merely slow does not overwrite what its successor answered', async () => {
    const { keys, pass } = await world();
    const slow = executing(await keys.take(request));
    await pass(BUSY_MS);
    await executing(await keys.take(request)).execution.finish(answer);

    await slow.execution.finish({ ...answer, status: 500 });
    await slow.execution.release();

    expect(await keys.take(request)).toEqual({ outcome: 'replay', answer });
  });

  it('does not free the key while its successor executes', async () => {
    const { keys, pass } = await world();
    const slow = executing(await keys.take(request));
    await pass(BUSY_MS);
    await keys.take(request);

    await slow.execution.release();

    expect((await keys.take(request)).outcome).toBe('in_flight');
  });
});

describe('a store whose answers get lost', () => {
  it.each<Fate>(['lost_before', 'lost_after'])('(%s) gives the key to one all the same', async (fate) => {
    let losing = true;
    const { keys, pass } = await world(({ kind }) => {
      const lost = losing && kind !== 'get';
      losing = false;
      return lost ? fate : 'done';
    });
    const taking = keys.take(request);
    await pass(3_000); // what is lost is looked for again

    const first = executing(await taking);
    losing = true;
    const finishing = first.execution.finish(answer);
    await pass(3_000);
    await finishing;

    expect(await keys.take(request)).toEqual({ outcome: 'replay', answer });
  });
});

describe('what a command is made with', () => {
  const scope = { caller: 'rider_1', operation: 'book', key: 'k1' };
  const since = 1_767_600_000_000 as never;

  it('is the same at every execution, and another under any other key', () => {
    const one = idempotencyOf(scope, since);
    const others = [
      idempotencyOf({ ...scope, caller: 'rider_2' }, since),
      idempotencyOf({ ...scope, operation: 'cancel' }, since),
      idempotencyOf({ ...scope, key: 'k2' }, since),
      idempotencyOf(scope, (since + 1) as never),
    ];

    const again = idempotencyOf(scope, since);
    expect(again.commandKey).toBe(one.commandKey);
    expect(again.idFor('guest')).toBe(one.idFor('guest'));
    expect(new Set([one, ...others].map(({ commandKey }) => commandKey)).size).toBe(5);
    expect(new Set([one, ...others].map((each) => each.idFor('guest'))).size).toBe(5);
  });

  it('does not run parts of the scope into each other', () => {
    const one = idempotencyOf({ caller: 'a', operation: 'bc', key: 'd' }, since);
    const other = idempotencyOf({ caller: 'ab', operation: 'c', key: 'd' }, since);

    expect(one.commandKey).not.toBe(other.commandKey);
  });

  it('fits what services take as a key of a command', () => {
    expect(idempotencyOf({ ...scope, key: 'x'.repeat(100) }, since).commandKey).toMatch(/^[\w-]{43}$/);
  });

  it('names things by the time of the key, their kind, their city and their part', () => {
    const { idFor } = idempotencyOf(scope, since);

    const id = idFor('booking', { city: 'got' as never });

    expect(id).toMatch(/^booking_got_/);
    expect(timeOf(id)).toBe(since);
    expect(idFor('guest', { part: 'second' })).not.toBe(idFor('guest'));
  });
});
