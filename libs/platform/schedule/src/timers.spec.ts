import { later } from '@hansom/platform-context';
import { settle } from '@hansom/platform-context/testing';
import { type Engine } from '@hansom/platform-store';

import { minuteOf } from './buckets.ts';
import { intentionsOf } from './intentions.ts';
import { timersTable } from './tables.ts';
import { aDeadProcess, aSuccessor } from './testing/dead-process.ts';
import { addSeat, aHold, confirm, HOLD_MS, type HoldState, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

const MINUTE_MS = 60_000;

describe('timers', () => {
  it('fire when they are due, to the millisecond, in the process that armed them', async () => {
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(sampleHolds);
    const due = later(effects.clock.now(), 30_000);
    await holds.create('h1', aHold(effects, { due }));

    await effects.time.advance(29_999);
    expect(sink.versionsOf('h1')).toEqual([1]);
    await effects.time.advance(1);

    expect(sink.events.at(-1)).toMatchObject({ type: 'hold.expired', version: 2, occurredAt: due });
    expect(holds.depths().alarms).toBe(0);
  });

  it('fire within a second of being due, in any process', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const { aggregates: other, sink } = await aSuccessor(engine, time);
    other.start();

    await time.advance(HOLD_MS - 1);
    expect(sink.versionsOf('h1')).toEqual([1]);
    await time.advance(1_001);

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
    await other.close();
  });

  it('fire late when nobody was there', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    await time.advance(600 * MINUTE_MS);

    const { aggregates: other, runDue } = await aSuccessor(engine, time);
    for (let round = 0; round < 6; round++) await runDue();

    expect(await other.get('h1')).toMatchObject({ state: 'EXPIRED' });
  });

  it('do nothing once the state was left or entered anew', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    await holds.transition('h1', { decide: confirm });
    const { aggregates: other, runDue } = await aSuccessor(engine, time);

    await time.advance(HOLD_MS);
    await runDue();

    expect(await other.get('h1')).toMatchObject({ state: 'CONFIRMED', version: 2 });
  });

  it('do nothing when they were another attempt’s, that lost the race', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', { to: 'PLACED', set: { rider: 'r1', seats: 1 } });
    const due = later(time.clock.now(), 1_000);
    const [lost] = intentionsOf(1, {
      id: 'h1',
      version: 1,
      attempt: 'another',
      now: time.clock.now(),
      timers: [{ name: 'expire', due }],
    }).timers;
    await engine.put(timersTable('hold'), { ...lost });
    const { aggregates: other, runDue } = await aSuccessor(engine, time);

    await time.advance(1_000);
    await runDue();

    expect(await other.get('h1')).toMatchObject({ state: 'PLACED', version: 1 });
  });

  it('get an alarm when a sweeper sees them coming', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }, { due: later(time.clock.now(), 20_500) }));
    const { aggregates: other, sink } = await aSuccessor(engine, time);
    await other.sweep();
    expect(other.depths().alarms).toBe(1);

    await time.advance(20_500);

    expect(sink.versionsOf('h1')).toContain(2);
  });

  it('are asked once, though an alarm and a round come together', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const expire = jest.fn(async () => {
      await settle();
      return sampleHolds.timers.expire();
    });
    const { aggregates: other } = await aSuccessor(engine, time, { timers: { expire } as never });
    await time.advance(HOLD_MS);

    await Promise.all([other.sweep(), other.sweep()]);

    expect(expire).toHaveBeenCalledTimes(1);
  });

  it('stay armed when the state is not entered anew', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    await holds.transition('h1', { decide: addSeat });
    const { aggregates: other, runDue } = await aSuccessor(engine, time);

    await time.advance(HOLD_MS);
    await runDue();

    expect(await other.get('h1')).toMatchObject({ state: 'EXPIRED', version: 3 });
  });

  it('fire once, though two processes find them', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const one = await aSuccessor(engine, time);
    const two = await aSuccessor(engine, time);
    await time.advance(HOLD_MS);

    await Promise.all([one.runDue(), two.runDue()]);

    expect(await holds.get('h1')).toMatchObject({ state: 'EXPIRED', version: 2 });
  });

  it('fire once, though they stay in the state and the note of it was lost', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const forgetful: Engine = {
      ...engine,
      put: async (table, row, options) => (row.done ? undefined : engine.put(table, row, options)),
    };
    const { aggregates: other, runDue } = await aSuccessor(forgetful, time, {
      timers: { expire: addSeat as never },
    });
    await time.advance(HOLD_MS);

    for (let round = 0; round < 3; round++) await runDue();

    expect(await other.get('h1')).toMatchObject({ version: 2, state: 'PLACED' });
  });

  it('may find that there is nothing to do any more', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const expire = jest.fn(() => undefined);
    const { aggregates: other, runDue } = await aSuccessor(engine, time, { timers: { expire } as never });
    await time.advance(HOLD_MS);

    await runDue();
    await runDue();

    expect(expire).toHaveBeenCalledTimes(1);
    expect(expire).toHaveBeenCalledWith(await other.get('h1'), expect.objectContaining({ name: 'expire' }));
  });

  it('are kept when they fail, for ever', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    let broken = true;
    const expire = () => {
      if (broken) throw new Error('pricing is away');
      return sampleHolds.timers.expire();
    };
    const { aggregates: other, effects } = await aSuccessor(engine, time, { timers: { expire } });
    for (let round = 0; round < 20; round++) {
      await time.advance(MINUTE_MS);
      await other.sweep();
    }
    expect(other.depths()).toMatchObject({ sweeper: 1 });
    expect(other.depths().failures).toBeGreaterThan(10);
    expect(effects.log.lines[0]).toMatchObject({ message: 'intention could not be acted upon' });

    broken = false;
    await time.advance(MINUTE_MS);
    await other.sweep();

    expect(await other.get('h1')).toMatchObject({ state: 'EXPIRED' });
    expect(other.depths().sweeper).toBe(0);
  });

  it('are asked again when another was faster while they decided', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    const seen: number[] = [];
    const expire = async ({ version }: HoldState) => {
      if (seen.push(version) === 1) await holds.transition('h1', { decide: addSeat });
      return sampleHolds.timers.expire();
    };
    const { aggregates: other, runDue } = await aSuccessor(engine, time, { timers: { expire } as never });
    await time.advance(HOLD_MS);

    await runDue();
    await runDue();

    expect(seen).toEqual([1, 2]);
    expect(await other.get('h1')).toMatchObject({ state: 'EXPIRED', version: 3 });
  });

  it('are counted and logged when they fail at their alarm', async () => {
    const error = new Error('pricing is away');
    const expire = () => Promise.reject(error);
    const kit = await inMemoryAggregates({ ...sampleHolds, timers: { expire } });
    await kit.aggregates.create('h1', aHold(kit.effects, { due: later(kit.effects.clock.now(), 1_000) }));

    await kit.effects.time.advance(1_000);

    expect(kit.aggregates.depths().failures).toBe(1);
    expect(kit.effects.log.lines).toEqual([
      {
        level: 'warn',
        message: 'intention could not be acted upon',
        fields: { queue: 'timers', aggregate: 'hold', id: 'h1', version: 1, error },
      },
    ]);
  });

  it('that an alarm has begun end before their process closes', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const expire = jest.fn(() => held.then(sampleHolds.timers.expire));
    const options = { ...sampleHolds, timers: { expire } as never };
    const { aggregates: holds, effects, sink } = await inMemoryAggregates(options);
    await holds.create('h1', aHold(effects, { due: later(effects.clock.now(), 1_000) }));
    await effects.time.advance(1_000);
    let closed = false;

    const closing = holds.close().then(() => (closed = true));
    await settle();
    const early = closed;
    release();
    await closing;

    expect([early, sink.versionsOf('h1')]).toEqual([false, [1, 2]]);
  });

  it('are given up only behind a raised fence when their version did not come', async () => {
    const { time, engine } = await aDeadProcess();
    const due = time.clock.now();
    const key = { shard: 0, minute: minuteOf(due), id: 'h1', version: 1, attempt: 'a', name: 'expire' };
    const { aggregates: other, runDue } = await aSuccessor(engine, time);
    await other.sweep();
    await engine.put(timersTable('hold'), { ...key, due });
    const fence = async () => (await engine.readState(sampleHolds.aggregate, 'h1', 'serial'))?.fence;
    const isDone = async () => (await engine.get(timersTable('hold'), key, 'plain'))?.done;

    await runDue();
    expect([await fence(), await isDone()]).toEqual([undefined, undefined]);
    await time.advance(4 * MINUTE_MS);
    await runDue();

    expect([await fence(), await isDone()]).toEqual([1, true]);
  });

  it('wait for a process that knows them', async () => {
    const { time, engine, holds } = await aDeadProcess();
    await holds.create('h1', aHold({ clock: time.clock }));
    await time.advance(HOLD_MS);
    const older = await aSuccessor(engine, time, { timers: {} as never });
    await older.runDue();
    expect((await holds.get('h1'))?.state).toBe('PLACED');

    const { runDue } = await aSuccessor(engine, time);
    await runDue();

    expect((await holds.get('h1'))?.state).toBe('EXPIRED');
  });

  it('come at their domain time, however fast that runs', async () => {
    const { time, engine, holds } = await aDeadProcess({ speed: 60 });
    await holds.create('h1', aHold({ clock: time.clock }));
    const { aggregates: other, sink } = await aSuccessor(engine, time);
    other.start();

    await time.advance(HOLD_MS / 60 + 1_001);

    expect(sink.versionsOf('h1')).toEqual([1, 2]);
    await other.close();
  });
});
