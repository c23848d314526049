import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { type Call } from '@hansom/platform-rpc';
import { type Engine, SimulatedStore } from '@hansom/platform-store';
import { holdEvents } from '@hansom/proto-sample-hold';

import { createConsumers } from './consumers.ts';
import { InProcessBus } from './in-process/in-process-bus.ts';
import { type EventOwner } from './owner/event-owner.ts';
import { broadcast, every, idempotent, ordered, type Subscription } from './subscriptions.ts';
import { anEnvelope } from './testing/bus.contract.ts';
import { addConsumerMetrics, behindCheck, parkedCheck } from './watch-consumers.ts';

const hold = {
  ...{ topic: 'sample-hold', aggregate: 'hold', type: 'hold.released', key: 'hold_1' },
  payload: new Uint8Array(),
};
const silence = every(() => undefined);

async function kit(...subscriptions: Subscription[]) {
  const effects = fakeEffects();
  const bus = new InProcessBus();
  const walks: number[] = [];
  const engine = jest.fn((): Promise<Engine> => new SimulatedStore({ clock: effects.clock }).open('clerk'));
  const owner: EventOwner = {
    read: async () => ({ events: [], version: 0, expiredTo: 0 }),
    walk: async (shard) => {
      walks.push(shard);
      return { minutes: [], passed: 0 as never, to: 0 as never, next: undefined, shards: 1 };
    },
  };
  const telemetry = { within: <T>(_: Call, __: object, run: () => Promise<T>): Promise<T> => run() };
  const options = { service: 'clerk', effects, telemetry, bus, subscriptions, engine, ownerOf: () => owner };
  return { effects, bus, walks, engine, consumers: await createConsumers(options) };
}

describe('what a service listens to', () => {
  it.each([
    ['ordered', ordered],
    ['idempotent', idempotent],
    ['broadcast', broadcast],
  ] as const)('comes to its handlers when it has begun: %s', async (_, subscribe) => {
    const heard: number[] = [];
    const { bus, consumers } = await kit(
      subscribe(holdEvents, { 'hold.released': ({ version }) => void heard.push(version) }),
    );
    await bus.publish(anEnvelope(hold));

    consumers.start();
    await bus.publish(anEnvelope(hold));
    await settle();

    expect(heard).toEqual([1]);
    expect(consumers.figures()).toEqual([
      expect.objectContaining({ group: 'sample-hold/hold', handled: 1, failures: 0, depth: 0 }),
    ]);
    await consumers.close();
  });

  it.each([
    ['ordered', ordered],
    ['idempotent', idempotent],
    ['broadcast', broadcast],
  ] as const)(
    'is counted where its type is not known, and told of once for each type: %s',
    async (_, subscribe) => {
      const heard: string[] = [];
      const { bus, consumers, effects } = await kit(
        subscribe(holdEvents, { 'hold.released': ({ key }) => void heard.push(key) }),
      );
      consumers.start();
      const types = ['hold.pawned', 'hold.pawned', 'toString', 'hold.placed', 'hold.released'];
      for (const [n, type] of types.entries())
        await bus.publish(anEnvelope({ ...hold, type, key: `hold_${n}` }));
      await settle();

      expect([heard, consumers.figures()]).toEqual([
        ['hold_4'],
        [expect.objectContaining({ handled: 5, unknown: 3, failures: 0, parked: 0 })],
      ]);
      expect(effects.log.lines).toMatchObject([
        { level: 'warn', fields: { event: 'lamp/hold_0/1', type: 'hold.pawned' } },
        { level: 'warn', fields: { type: 'toString' } },
      ]);
      await consumers.close();
    },
  );

  it('is walked when it begins, and when the bus was reset', async () => {
    const { bus, consumers, walks } = await kit(ordered(holdEvents, {}));
    consumers.start();
    await settle();
    const atStart = walks.length;

    bus.reset();
    await settle();

    expect([atStart, walks.length]).toEqual([1, 2]);
    await consumers.close();
  });

  it.each([
    [{ walks: true }, 1],
    [{}, 0],
  ])('is walked when the bus was reset, and only then, if it is a broadcast with %j', async (how, walked) => {
    const { bus, consumers, effects, walks, engine } = await kit(broadcast(holdEvents, silence, how));
    consumers.start();
    await effects.time.advance(5 * 60_000);
    const before = walks.length;

    bus.reset();
    await settle();

    expect([before, walks.length]).toEqual([0, walked]);
    expect(engine).not.toHaveBeenCalled();
    await consumers.close();
  });

  it('needs no store for broadcasts, and has nothing for operators then', async () => {
    const { consumers, engine } = await kit(broadcast(holdEvents, silence));

    expect(engine).not.toHaveBeenCalled();
    expect(consumers.served).toEqual([]);
  });

  it('is refused when it is one thing in two ways', async () => {
    const both = kit(ordered(holdEvents, {}), idempotent(holdEvents, {}));

    await expect(both).rejects.toThrow('sample-hold/hold is listened to twice');
  });

  it('ends: nothing more comes, nothing is left behind', async () => {
    const heard: string[] = [];
    const { bus, consumers, effects } = await kit(
      ordered(
        holdEvents,
        every(({ id }) => void heard.push(id)),
      ),
    );
    consumers.start();
    await settle();

    await consumers.close();
    await consumers.close();
    await bus.publish(anEnvelope(hold));
    await settle();

    expect([heard, effects.time.waiting]).toEqual([[], 0]);
  });

  it('is left to others as soon as it ends, though something is still being handled', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { bus, consumers } = await kit(
      ordered(
        holdEvents,
        every(() => held),
      ),
    );
    const taken: unknown[] = [];
    const subscribe = bus.subscribe.bind(bus);
    bus.subscribe = (topic, audience, deliver) =>
      subscribe(topic, audience, async (envelope) => void taken.push(await deliver(envelope)));
    consumers.start();
    for (const key of ['hold_1', 'hold_2']) await bus.publish(anEnvelope({ ...hold, key }));
    await settle();

    const closing = consumers.close();
    await bus.publish(anEnvelope({ ...hold, key: 'hold_3' }));
    await settle();
    const early = [...taken];
    release();
    await closing;

    expect([early, taken]).toEqual([[], [undefined, undefined]]);
  });
});

describe('what watches over it', () => {
  it('tells figures by group', async () => {
    const { consumers } = await kit(ordered(holdEvents, {}));
    const metrics = new Map<string, unknown>();

    addConsumerMetrics({ metric: ({ name, read }) => void metrics.set(name, read()) }, consumers);

    const labels = { group: 'sample-hold/hold', kind: 'ordered' };
    expect(metrics.get('hansom_events_handled_total')).toEqual([{ labels, value: 0 }]);
    expect([...metrics.keys()]).toEqual(
      expect.arrayContaining([
        'hansom_events_lag_seconds',
        'hansom_events_parked',
        'hansom_events_dropped_total',
        'hansom_events_unknown_total',
      ]),
    );
  });

  it.each([
    [{ parked: 0, behindMs: 60_000 }, true, true],
    [{ parked: 2, behindMs: 60_000 }, false, true],
    [{ parked: 0, behindMs: 16 * 60_000 }, true, false],
  ])('given %j finds: nothing parked %s, up to date %s', async (figures, parked, upToDate) => {
    const { consumers } = await kit(ordered(holdEvents, {}));
    const watched = { figures: () => consumers.figures().map((one) => ({ ...one, ...figures })) };
    const { signal } = new AbortController();

    const [first, second] = await Promise.all([
      parkedCheck(watched).run(signal),
      behindCheck(watched).run(signal),
    ]);

    expect([first.ok, second.ok]).toEqual([parked, upToDate]);
    const told = [first, second].filter(({ ok }) => !ok).map(({ message }) => message);
    expect(told.every((message) => message?.includes('sample-hold/hold'))).toBe(true);
  });
});
