import { settle } from '@hansom/platform-context/testing';

import { addSeat, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const confirmed = { to: 'CONFIRMED' as const, set: { rider: 'r1', seats: 1 } };

async function aHold(versions: number, options: { eventTtlMs?: number; everyMs?: number } = {}) {
  const memory = await inMemoryAggregates({ ...sampleHolds, eventTtlMs: options.eventTtlMs });
  const { aggregates: holds, effects } = memory;
  for (let version = 1; version <= versions; version++) {
    if (version > 1) await effects.time.advance(options.everyMs ?? 0);
    if (version === 1) await holds.create('h1', confirmed);
    else await holds.transition('h1', { decide: addSeat });
  }
  return memory;
}

function versionsOf(events: readonly { version: number }[]): number[] {
  return events.map(({ version }) => version);
}

describe('history', () => {
  it('gives what is asked for', async () => {
    const { aggregates: holds } = await aHold(5);

    const { events, expiredTo } = await holds.history('h1', { from: 2, to: 4 });

    expect(versionsOf(events)).toEqual([2, 3, 4]);
    expect(expiredTo).toBe(0);
  });

  it('tells how far the aggregate has come where more is asked for', async () => {
    const { aggregates: holds } = await aHold(3);

    expect(await holds.history('h1', { from: 3, to: 9 })).toMatchObject({ version: 3, expiredTo: 0 });
    expect(await holds.history('h1', { from: 4, to: 9 })).toEqual({ events: [], version: 3, expiredTo: 0 });
    expect(await holds.history('h2', { from: 1, to: 9 })).toEqual({ events: [], version: 0, expiredTo: 0 });
  });

  it('gives long ones in pieces', async () => {
    const { aggregates: holds } = await aHold(201);

    const { events } = await holds.history('h1', { from: 1, to: 201 });

    expect(versionsOf(events)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it.each([
    [9, 3],
    [5, 3],
    [3, 1],
  ])('of %i events finds the first that has not expired, when %i are kept', async (made, kept) => {
    const { aggregates: holds } = await aHold(made, { eventTtlMs: kept * 1_000 - 500, everyMs: 1_000 });

    const { events, expiredTo } = await holds.history('h1', { from: 1, to: made });

    expect([expiredTo, events[0]?.version]).toEqual([made - kept, made - kept + 1]);
  });

  it('says that all have expired', async () => {
    const { aggregates: holds, effects } = await aHold(4, { eventTtlMs: 1_000 });
    await effects.time.advance(1_001);

    expect(await holds.history('h1', { from: 2, to: 9 })).toEqual({ events: [], version: 4, expiredTo: 4 });
  });

  it('does not take a stale read for a gap', async () => {
    const { aggregates: holds, engine } = await aHold(2);
    const { readEvents } = engine;
    Object.assign(engine, {
      readEvents: async (...given: Parameters<typeof readEvents>) =>
        (await readEvents(...given)).slice(0, -1),
    });

    const { events } = await holds.history('h1', { from: 2, to: 2 });

    expect(versionsOf(events)).toEqual([2]);
  });

  it('gives nothing beyond a hole that a stale read shows', async () => {
    const { aggregates: holds, engine } = await aHold(3);
    const { readEvents } = engine;
    Object.assign(engine, {
      readEvents: async (...given: Parameters<typeof readEvents>) =>
        (await readEvents(...given)).filter(({ version }) => version !== 2),
    });

    expect(versionsOf((await holds.history('h1', { from: 1, to: 3 })).events)).toEqual([1]);
  });
});

describe('readEvents', () => {
  it('gives the versions that are asked for and there', async () => {
    const { aggregates: holds, sink } = await inMemoryAggregates(sampleHolds);
    await holds.create('h1', confirmed);
    for (let version = 2; version <= 4; version++) await holds.transition('h1', { decide: addSeat });
    await settle();

    const events = await holds.readEvents('h1', { from: 2, to: 9 });

    expect(events).toEqual(sink.events.slice(1));
    expect(await holds.readEvents('h2', { from: 1, to: 9 })).toEqual([]);
  });

  it('no longer gives what expired', async () => {
    const { aggregates: holds, effects } = await inMemoryAggregates({ ...sampleHolds, eventTtlMs: 1_000 });
    await holds.create('h1', confirmed);

    await effects.time.advance(1_001);

    expect(await holds.readEvents('h1', { from: 1, to: 9 })).toEqual([]);
    expect(await holds.get('h1')).toMatchObject({ version: 1 });
  });
});
