import { fakeEffects, type FakeEffects, settle } from '@hansom/platform-context/testing';

import { type Call, type CallScope, rootCall } from './call.ts';
import { parallel, settleAll, type Task } from './parallel.ts';

describe('parallel work', () => {
  let effects: FakeEffects;
  let call: CallScope;

  beforeEach(() => {
    effects = fakeEffects();
    call = rootCall(effects, { name: 'spec', deadlineMs: 1000 });
  });

  const never = (): Promise<never> => new Promise(() => undefined);
  const failing = (message: string) => (): never => {
    throw new Error(message);
  };

  /** So many tasks that note when they begin. */
  function noted(count: number, begun: string[], task: Task<unknown>): Record<string, Task<unknown>> {
    return Object.fromEntries(
      Array.from({ length: count }, (_, i) => [`t${i}`, (own: Call) => (begun.push(`t${i}`), task(own))]),
    );
  }

  describe('that fails fast', () => {
    it('gives what each task returns, by its name and in the order of the names', async () => {
      const slow = async (): Promise<string> => {
        await effects.timers.sleep(10);
        return 'slow';
      };
      const results = parallel({ slow, fast: () => 7, nothing: () => undefined }, { call });
      await effects.time.advance(10);

      expect(await results).toEqual({ slow: 'slow', fast: 7, nothing: undefined });
      expect(Object.keys(await results)).toEqual(['slow', 'fast', 'nothing']);
    });

    it('gives nothing for nothing', async () => {
      expect(await parallel({}, { call })).toEqual({});
    });

    it('begins all of them before one is done', async () => {
      const begun: string[] = [];

      void parallel(noted(3, begun, never), { call });
      await settle();

      expect(begun).toEqual(['t0', 't1', 't2']);
    });

    it.each([
      [undefined, 16],
      [1, 1],
      [5, 5],
    ])('with the limit %p runs %d at a time', async (limit, running) => {
      const begun: string[] = [];

      void parallel(noted(20, begun, never), { call, limit });
      await settle();

      expect(begun).toHaveLength(running);
    });

    it('begins the next one when one is done', async () => {
      const begun: string[] = [];
      const work = parallel(
        noted(3, begun, () => effects.timers.sleep(10)),
        { call, limit: 2 },
      );
      await effects.time.advance(10);

      expect(begun).toHaveLength(3);
      await effects.time.advance(10);
      await work;
    });

    it.each([0, -1, 1.5, NaN])('has no limit of %d', async (limit) => {
      await expect(parallel({ a: () => 1 }, { call, limit })).rejects.toThrow(
        new RangeError(`a limit of ${limit} tasks at a time`),
      );
    });

    it('rejects with the first error at once, and gives up the others', async () => {
      const calls: Call[] = [];
      const waiting = (own: Call): Promise<never> => (calls.push(own), never());

      await expect(parallel({ waiting, bad: failing('first') }, { call })).rejects.toThrow('first');

      expect(calls.map(({ cancelled }) => cancelled)).toEqual([true]);
      expect(call.cancelled).toBe(false);
    });

    it('never begins what has not begun when one fails', async () => {
      const begun: string[] = [];
      const tasks = { bad: failing('first'), ...noted(2, begun, () => undefined) };

      await expect(parallel(tasks, { call, limit: 1 })).rejects.toThrow('first');
      await settle();

      expect(begun).toEqual([]);
    });

    it('begins nothing more once its call is cancelled, and rejects with that', async () => {
      const begun: string[] = [];
      const work = parallel(
        noted(3, begun, () => effects.timers.sleep(10)),
        { call, limit: 1 },
      );
      const outcome = expect(work).rejects.toMatchObject({ kind: 'cancelled', code: 'spec.cancelled' });
      await settle();

      call.cancel();
      await outcome;
      await effects.time.advance(50);

      expect(begun).toEqual(['t0']);
    });

    it('leaves nothing behind on its call', async () => {
      const calls: Call[] = [];
      await parallel({ a: (own) => void calls.push(own, own.fork()) }, { call });

      expect(calls.map(({ cancelled }) => cancelled)).toEqual([false, true]); // it has ended, and what was left below it is given up
    });
  });

  describe('that settles', () => {
    it('tells of each task how it ended', async () => {
      const results = await settleAll(
        { good: () => 1, bad: failing('why'), late: () => Promise.resolve('b') },
        { call },
      );

      expect(results).toEqual({
        good: { ok: true, value: 1 },
        bad: { ok: false, error: new Error('why') },
        late: { ok: true, value: 'b' },
      });
    });

    it('goes on after a failure, within its limit', async () => {
      const begun: string[] = [];

      await settleAll({ bad: failing('why'), ...noted(2, begun, () => undefined) }, { call, limit: 1 });

      expect(begun).toEqual(['t0', 't1']);
    });

    it('rejects when its call is cancelled', async () => {
      const outcome = expect(settleAll({ never }, { call })).rejects.toMatchObject({
        kind: 'deadline_exceeded',
      });

      await effects.time.advance(1000);

      await outcome;
    });
  });
});
