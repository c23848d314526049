import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { type Fate, type Operation, SimulatedStore } from '@hansom/platform-store';

import { type EventEnvelope } from './envelope.ts';
import { Relay, type RelayOptions } from './relay.ts';
import { type Handed } from './relay-queue.ts';
import { addSeat, sampleHolds } from './testing/holds.ts';
import { type CollectingSink, collectingSink, inMemoryAggregates } from './testing/index.ts';

function anEvent(version: number, key = 'h1'): EventEnvelope {
  return {
    id: `hold/${key}/${version}`,
    topic: 'sample',
    aggregate: 'hold',
    key,
    version,
    type: 'hold.changed',
    payload: new Uint8Array(),
    occurredAt: fakeEffects().clock.now(),
  };
}

function handed(version: number, key?: string, published = jest.fn(async () => undefined)): Handed {
  return { envelope: anEvent(version, key), published };
}

function aRelay(options: RelayOptions & { sink?: CollectingSink } = {}) {
  const effects = fakeEffects();
  const sink = options.sink ?? collectingSink();
  return { relay: new Relay(sink, effects, options), sink, effects };
}

/** A sink that answers when it is told to. */
function slowSink() {
  const collected = collectingSink();
  const waiting: (() => void)[] = [];
  const publish = async (envelope: EventEnvelope): Promise<void> => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    await collected.publish(envelope);
  };
  return { ...collected, publish, waiting };
}

describe('Relay', () => {
  it('publishes at once, then tells', async () => {
    const { relay, sink } = aRelay();
    const event = handed(1);

    relay.offer(event);
    await settle();

    expect(sink.events).toEqual([event.envelope]);
    expect(event.published).toHaveBeenCalledTimes(1);
    expect(relay.depth).toBe(0);
  });

  it('keeps the order of versions, though a later one is ready first', async () => {
    const { relay, sink } = aRelay();
    const first = relay.reserve('h1', 1);
    const second = relay.reserve('h1', 2);

    second.fill(handed(2));
    await settle();
    expect(sink.versionsOf('h1')).toEqual([]);
    first.fill(handed(1));
    await settle();

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
  });

  it('goes on when the place before is given up', async () => {
    const { relay, sink } = aRelay();
    const first = relay.reserve('h1', 1);
    relay.offer(handed(2));

    first.release();
    await settle();

    expect(sink.versionsOf('h1')).toEqual([2]);
  });

  it('lets other aggregates pass one that waits', async () => {
    const { relay, sink } = aRelay();
    relay.reserve('h1', 1);

    relay.offer(handed(1, 'h2'));
    await settle();

    expect(sink.versionsOf('h2')).toEqual([1]);
  });

  it('tries again what the sink refuses, and holds back what comes after it', async () => {
    const { relay, sink, effects } = aRelay();
    sink.refuse(({ version }) => version === 1);
    relay.offer(handed(1));
    relay.offer(handed(2));
    relay.offer(handed(1, 'h2'));

    await effects.time.advance(60_000);
    expect(sink.versionsOf('h1')).toEqual([]);
    sink.refuse(() => false);
    await effects.time.advance(30_000);

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
    expect(effects.log.lines[0]).toMatchObject({ level: 'warn', message: 'event could not be published' });
  });

  it('says once that the sink takes nothing, and again when it took something in between', async () => {
    const { relay, sink, effects } = aRelay();
    const warned = (): number => effects.log.lines.filter(({ level }) => level === 'warn').length;
    sink.refuse(() => true);
    for (const key of ['h1', 'h2', 'h3']) relay.offer(handed(1, key));
    await effects.time.advance(60_000);
    const first = warned();

    sink.refuse(() => false);
    await effects.time.advance(30_000);
    sink.refuse(() => true);
    relay.offer(handed(2));
    await settle();

    expect([first, warned()]).toEqual([1, 2]);
  });

  it('is not hurried by what comes after a refused event', async () => {
    const { relay, sink } = aRelay();
    const refused = jest.fn(() => true);
    sink.refuse(refused);
    relay.offer(handed(1));
    await settle();

    relay.offer(handed(2));
    await settle();

    expect(refused).toHaveBeenCalledTimes(1);
  });

  it('begins with short pauses again after a success', async () => {
    const { relay, sink, effects } = aRelay();
    sink.refuse(() => true);
    relay.offer(handed(1));
    await effects.time.advance(60_000);
    sink.refuse(({ version }) => version === 2);
    await effects.time.advance(30_000);
    expect(sink.versionsOf('h1')).toEqual([1]);

    relay.offer(handed(2));
    await settle();
    sink.refuse(() => false);
    await effects.time.advance(200);

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
  });

  it('waits longer after each refusal, but never more than 30 s', async () => {
    const { relay, sink, effects } = aRelay();
    const tries: number[] = [];
    sink.refuse(() => tries.push(effects.monotonic.now()) > 0);

    relay.offer(handed(1));
    await effects.time.advance(300_000);

    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(pauses[0]).toBeLessThanOrEqual(200);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(30_000);
    expect(pauses.length).toBeLessThan(25);
  });

  it('wakes up for an event that comes after a refused one was given up', async () => {
    const { relay, sink, effects } = aRelay();
    sink.refuse(() => true);
    relay.offer(handed(2));
    await settle();
    const first = relay.reserve('h1', 1);
    sink.refuse(() => false);
    await effects.time.advance(1_000);

    first.fill(handed(1));
    await settle();

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
  });

  it('holds no more than its capacity: the rest is for the sweepers', async () => {
    const { relay, sink } = aRelay({ capacity: 2, sink: slowSink() });

    for (let version = 1; version <= 3; version++) relay.offer(handed(version));

    expect(relay.depth).toBe(2);
    expect([1, 2, 3].map((version) => relay.holds('h1', version))).toEqual([true, true, false]);
    expect(sink.events).toEqual([]);
  });

  it('publishes for so many aggregates at a time', async () => {
    const sink = slowSink();
    const { relay } = aRelay({ concurrency: 2, sink });
    for (const key of ['h1', 'h2', 'h3']) relay.offer(handed(1, key));
    await settle();
    expect(sink.waiting).toHaveLength(2);

    sink.waiting[0]?.();
    await settle();

    expect(sink.waiting).toHaveLength(3);
  });

  it('remembers what it published lately', async () => {
    const { relay } = aRelay({ capacity: 2 });
    for (let version = 1; version <= 3; version++) {
      relay.offer(handed(version));
      await settle();
    }

    expect([1, 2, 3].map((version) => relay.hasPublished('h1', version))).toEqual([false, true, true]);
  });

  it('goes on when a published event could not be marked', async () => {
    const { relay, sink, effects } = aRelay();

    relay.offer(
      handed(
        1,
        'h1',
        jest.fn(() => Promise.reject(new Error('store away'))),
      ),
    );
    relay.offer(handed(2));
    await settle();

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
    expect(effects.log.lines).toMatchObject([{ message: 'published event could not be marked' }]);
  });

  it('finishes what is with the sink when it closes, and takes nothing more', async () => {
    const sink = slowSink();
    const { relay } = aRelay({ sink });
    relay.offer(handed(1));
    relay.offer(handed(2));
    await settle();

    const closed = relay.close();
    relay.offer(handed(3));
    sink.waiting[0]?.();
    await closed;

    expect(sink.versionsOf('h1')).toEqual([1]);
    expect(relay.holds('h1', 3)).toBe(false);
  });

  it('leaves no timer behind when it closes', async () => {
    const { relay, sink, effects } = aRelay();
    sink.refuse(() => true);
    relay.offer(handed(1));
    await settle();

    await relay.close();

    expect(effects.time.waiting).toBe(0);
  });
});

describe('the relay of a process', () => {
  it('keeps the order of versions, though a writer learns of its success after the next one', async () => {
    const effects = fakeEffects();
    let hold: Promise<void> | undefined;
    let letGo = (): void => undefined;
    const gate = async ({ kind }: Operation): Promise<Fate> => {
      if (kind === 'readEvent') await hold;
      if (kind !== 'commit' || hold) return 'done';
      hold = new Promise((resolve) => (letGo = resolve));
      return 'lost_after';
    };
    const engine = await new SimulatedStore({ clock: effects.clock, gate }).open('sample');
    const { aggregates: holds, sink } = await inMemoryAggregates({ ...sampleHolds, effects, engine });

    const slow = holds.create('h1', { to: 'CONFIRMED', set: { rider: 'r1', seats: 1 } });
    await settle();
    await holds.transition('h1', { decide: addSeat });
    expect(sink.versionsOf('h1')).toEqual([]);
    letGo();

    expect((await slow).outcome).toBe('applied');
    await settle();
    expect(sink.versionsOf('h1')).toEqual([1, 2]);
  });
});
