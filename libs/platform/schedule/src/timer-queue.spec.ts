import { later } from '@hansom/platform-context';
import { type Engine } from '@hansom/platform-store';

import { transitionNotAllowed } from './refusals.ts';
import { aDeadProcess, aSuccessor } from './testing/dead-process.ts';
import { aHold, type HoldState, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const LONGEST_MS = 30_000;
/** More than a sweeper begins with in the seconds that a case lasts. */
const MANY = 100;

/** A process beside one that arms timers and never fires them. Of its handlers, those for the rider `stuck` never end. */
async function takenOver() {
  const { time, engine, holds } = await aDeadProcess();
  const place = (id: string, afterMs = 0, rider = 'r1') =>
    holds.create(id, aHold({ clock: time.clock }, { rider, due: later(time.clock.now(), afterMs) }));
  const placeStuck = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) await place(`h${n}`, 0, 'stuck');
  };
  const asked: string[] = [];
  const expire = ({ id, fields }: HoldState) => {
    asked.push(id);
    return fields.rider === 'stuck' ? new Promise(() => undefined) : sampleHolds.timers.expire();
  };
  const successor = await aSuccessor(engine, time, { timers: { expire } as never });
  return { ...successor, time, asked, place, placeStuck };
}

describe('a handler of a timer that refuses', () => {
  it('has nothing to do, and is not asked again', async () => {
    const expire = jest.fn((hold: HoldState) => transitionNotAllowed('sample', hold));
    const memory = await inMemoryAggregates({ ...sampleHolds, timers: { expire } });
    const { aggregates, effects, runDue } = memory;
    await aggregates.create('h1', aHold(effects, { due: later(effects.clock.now(), 1_000) }));

    await effects.time.advance(1_000);
    await effects.time.advance(LONGEST_MS);
    await runDue();

    expect(await aggregates.get('h1')).toMatchObject({ state: 'PLACED', version: 1 });
    expect(expire).toHaveBeenCalledTimes(1);
    expect(aggregates.depths().failures).toBe(0);
  });
});

describe('a handler of a timer that never ends', () => {
  it('has failed after 30 s, and is asked again', async () => {
    const { aggregates, effects, time, placeStuck, asked } = await takenOver();
    await placeStuck(1);
    aggregates.start();

    await time.advance(LONGEST_MS - 1);
    const early = aggregates.depths().failures;
    await time.advance(LONGEST_MS / 2);

    expect([early, aggregates.depths().failures]).toEqual([0, 1]);
    expect(asked).toEqual(['h0', 'h0']);
    const error = expect.objectContaining({ code: 'sample.deadline_exceeded' });
    expect(effects.log.lines).toMatchObject([{ fields: { id: 'h0', error } }]);
  });

  it('has failed after 30 s also at its alarm', async () => {
    const expire = () => new Promise(() => undefined);
    const { aggregates, effects } = await inMemoryAggregates({ ...sampleHolds, timers: { expire } as never });
    await aggregates.create('h1', aHold(effects, { due: later(effects.clock.now(), 1_000) }));

    await effects.time.advance(1_000 + LONGEST_MS);

    expect([aggregates.depths().failures, effects.time.waiting]).toEqual([1, 0]);
  });

  it('holds up no other timer, whenever that was armed', async () => {
    const { aggregates, time, place, placeStuck, sink } = await takenOver();
    await placeStuck(40);
    aggregates.start();
    await time.advance(65_000);

    await place('late');
    await place('soon', 20_000);
    await time.advance(10_000);
    const early = ['late', 'soon'].map((id) => sink.versionsOf(id));
    await time.advance(10_001);

    expect(early).toEqual([[1, 2], [1]]);
    expect(sink.versionsOf('soon')).toEqual([1, 2]);
  });

  it('holds up no other timer of its minute, however many there are', async () => {
    const { aggregates, time, place, placeStuck } = await takenOver();
    await placeStuck(MANY);
    aggregates.start();
    await time.advance(5_000);

    await place('late');
    await place('soon', 5_000);
    await time.advance(5_001);

    const expired = { state: 'EXPIRED' };
    expect([await aggregates.get('late'), await aggregates.get('soon')]).toMatchObject([expired, expired]);
  });

  it('is waited for when the aggregates are closed, for its 30 s; no other is begun', async () => {
    const { aggregates, time, placeStuck, asked } = await takenOver();
    await placeStuck(MANY);
    aggregates.start();
    await time.advance(2_000);
    const begun = asked.length;
    let closed = false;

    const closing = aggregates.close().then(() => (closed = true));
    await time.advance(LONGEST_MS - 5_000);
    const early = closed;
    await time.advance(5_000);
    await closing;

    expect([early, asked.length, time.waiting]).toEqual([false, begun, 0]);
  });
});

describe('a listing of timers that never ends', () => {
  it('holds up no event that was left behind', async () => {
    const { time, engine, holds } = await aDeadProcess();
    const range: Engine['range'] = (table, ...query) =>
      table.name === 'hold_timers' ? new Promise(() => undefined) : engine.range(table, ...query);
    const { aggregates, sink } = await aSuccessor({ ...engine, range }, time);
    aggregates.start();
    await time.advance(1_000);

    await holds.create('h1', aHold({ clock: time.clock }));
    await time.advance(5_000);

    expect(sink.versionsOf('h1')).toEqual([1]);
  });
});
