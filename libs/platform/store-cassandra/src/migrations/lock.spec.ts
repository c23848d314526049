import { type FakeEffects, fakeEffects, FakeTime } from '@hansom/platform-context/testing';
import { SimulatedStore } from '@hansom/platform-store';

import { Ledger } from './ledger.ts';
import { type SchemaLock, takeLock } from './lock.ts';

/** Instances that want the lock of one keyspace. */
async function world() {
  const time = new FakeTime();
  const engine = await new SimulatedStore({ clock: time.clock }).open('spec');
  const instance = (seed: number): FakeEffects => fakeEffects({ time, seed });
  const take = (seed: number): Promise<SchemaLock> =>
    takeLock(new Ledger(engine, instance(seed)), instance(seed));
  return { time, take };
}

async function isTaken(waiting: Promise<SchemaLock>, time: FakeTime): Promise<boolean> {
  let taken = false;
  void waiting.then(() => (taken = true));
  await time.advance(1_000);
  return taken;
}

describe('the lock of the migrations', () => {
  it('is held by one at a time, and by the next when that one has finished', async () => {
    const { time, take } = await world();
    const first = await take(1);
    const second = take(2);
    const before = await isTaken(second, time);

    await first.release();

    expect([before, await isTaken(second, time)]).toEqual([false, true]);
  });

  it('is not taken from a holder that goes on, however long it takes', async () => {
    const { time, take } = await world();
    const first = await take(1);
    const second = take(2);

    for (let minute = 0; minute < 2; minute++) {
      await time.advance(20_000);
      await first.step();
    }

    expect(await isTaken(second, time)).toBe(false);
    await first.release();
    await isTaken(second, time);
  });

  it('is taken over from a holder that is gone, which then cannot go on', async () => {
    const { time, take } = await world();
    const first = await take(1);
    const second = take(2);

    await time.advance(31_000);

    await expect(isTaken(second, time)).resolves.toBe(true);
    await expect(first.step()).rejects.toThrow('another instance went on with the migrations');
    await (await second).step();
  });
});
