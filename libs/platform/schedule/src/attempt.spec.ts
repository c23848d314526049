import { monotonicInstant } from '@hansom/platform-context';
import { settle } from '@hansom/platform-context/testing';
import { openTable } from '@hansom/platform-store';

import { MAX_AGE_MS, minuteOf } from './buckets.ts';
import { type EventContext } from './envelope.ts';
import { type CallOptions } from './make.ts';
import { outboxTable } from './tables.ts';
import { addSeat, riders, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const confirmed = { to: 'CONFIRMED' as const, set: { rider: 'r1', seats: 1 } };
const PATIENT = { deadline: monotonicInstant(Number.MAX_SAFE_INTEGER) };

describe('an attempt whose intention is written slowly', () => {
  /** Creates a hold while the first write of an intention takes so long; gives the attempts that were intended and made. */
  async function createdIn(took: number) {
    const { aggregates: holds, effects, engine } = await inMemoryAggregates(sampleHolds);
    const minutes = [0, 1, 2].map((later) => minuteOf(effects.clock.now()) + later);
    const { put } = engine;
    const times = [took];
    engine.put = async (...given) => {
      await effects.timers.sleep(times.shift() ?? 0);
      return put(...given);
    };
    const creating = holds.create('h1', confirmed, PATIENT);
    await effects.time.advance(took + 1_000);
    await creating;
    await settle();
    const pages = minutes.map((minute) =>
      engine.range(outboxTable('hold'), { partition: { shard: 0, minute }, limit: 10 }),
    );
    const intended = (await Promise.all(pages)).flatMap(({ rows }) => rows.map((row) => row.attempt));
    const made = (await engine.readEvents(sampleHolds.aggregate, 'h1', { from: 1, to: 9 }))[0]?.attempt;
    return { intended, made };
  }

  it('is made while that is younger than a minute', async () => {
    const { intended, made } = await createdIn(MAX_AGE_MS - 1);

    expect(intended).toEqual([made]);
  });

  it('is never made once that is a minute old: another attempt with its own intention is', async () => {
    const { intended, made } = await createdIn(MAX_AGE_MS);

    expect(intended).toHaveLength(2);
    expect(made).toBe(intended[1]);
  });
});

describe('an event', () => {
  it('tells of the call that made it; what the aggregate tells goes over that, what the caller says over both', async () => {
    const contextOfCall = (): EventContext => ({ city: 'lon', tenancy: 'live', traceparent: '00-a-b-01' });
    const contextOf = (): EventContext => ({ city: 'got', tenancy: 'live' });
    const { aggregates: holds, sink } = await inMemoryAggregates({
      ...sampleHolds,
      contextOf,
      contextOfCall,
    });

    await holds.create('h1', confirmed, { context: { tenancy: 'robot' } });
    await settle();

    expect(sink.events[0]).toMatchObject({ city: 'got', tenancy: 'robot', traceparent: '00-a-b-01' });
  });

  it('is of the call that asked for it, also where claims were taken first', async () => {
    const contextOfCall = ({ deadline }: CallOptions): EventContext => ({ traceparent: String(deadline) });
    const memory = await inMemoryAggregates({ ...sampleHolds, contextOfCall });
    const claims = [{ table: openTable(memory.engine, riders, memory.effects), key: 'r1' }];

    await memory.aggregates.create('h1', { ...confirmed, claims }, PATIENT);
    await memory.aggregates.transition('h1', { decide: addSeat }, PATIENT);
    await settle();

    const traces = memory.sink.events.map(({ traceparent }) => traceparent);
    expect(traces).toEqual([String(PATIENT.deadline), String(PATIENT.deadline)]);
  });
});
