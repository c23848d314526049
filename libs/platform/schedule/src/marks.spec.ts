import { fakeEffects } from '@hansom/platform-context/testing';
import { type Engine, openTable, SimulatedStore } from '@hansom/platform-store';

import { type Minute, minuteAfter, minuteOf } from './buckets.ts';
import { Marks } from './marks.ts';
import { marksTable } from './tables.ts';

async function kit() {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('sample');
  const marksOf = (over: Engine): Marks =>
    new Marks(openTable(over, marksTable('hold'), effects), effects.clock);
  const first: Minute = minuteAfter(minuteOf(effects.clock.now()), -3);
  return { effects, engine, marksOf, first };
}

describe('Marks', () => {
  it('begin where any process could still choose a bucket', async () => {
    const { engine, marksOf, first } = await kit();

    expect(await marksOf(engine).of('timers', 0)).toBe(first);
  });

  it('begin once, however late another process comes', async () => {
    const { effects, engine, marksOf, first } = await kit();
    await marksOf(engine).begun(0);
    await effects.time.advance(600_000);

    expect(await marksOf(engine).of('outbox', 0)).toBe(first);
  });

  it('rise apart from each other', async () => {
    const { engine, marksOf, first } = await kit();
    const marks = marksOf(engine);
    await marks.begun(0);

    await marks.raise('outbox', 0, { from: first, to: minuteAfter(first, 2) });

    expect([await marks.of('outbox', 0), await marks.of('timers', 0)]).toEqual([first + 2, first]);
    expect(await marks.stand(0)).toMatchObject({ outbox: first + 2, begun: first });
  });

  it('tell where they stand when another was faster', async () => {
    const { engine, marksOf, first } = await kit();
    await marksOf(engine).begun(0);
    await marksOf(engine).raise('timers', 0, { from: first, to: minuteAfter(first, 9) });

    const standing = await marksOf(engine).raise('timers', 0, { from: first, to: minuteAfter(first, 1) });

    expect(standing).toBe(first + 9);
  });

  it('stand nowhere before they begin', async () => {
    const { engine, marksOf } = await kit();

    expect(await marksOf(engine).stand(0)).toBeUndefined();
  });

  it('begin again when the store could not be reached', async () => {
    const { engine, marksOf, first } = await kit();
    let away = true;
    const insertIfAbsent: Engine['insertIfAbsent'] = (...given) =>
      away ? Promise.reject(new Error('away')) : engine.insertIfAbsent(...given);
    const marks = marksOf({ ...engine, insertIfAbsent });
    await expect(marks.begun(0)).rejects.toThrow('away');

    away = false;

    expect(await marks.of('outbox', 0)).toBe(first);
  });
});
