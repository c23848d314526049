import { realTimers } from '@hansom/platform-context';
import { FakeTime } from '@hansom/platform-context/testing';

import { inTime } from './in-time.ts';

const never = new Promise<never>(() => undefined);

describe('inTime', () => {
  it('gives what came, and what failed', async () => {
    const { timers } = new FakeTime();

    await expect(inTime(timers, 100, Promise.resolve('done'))).resolves.toBe('done');
    await expect(inTime(timers, 100, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });

  it('waits no longer than it may', async () => {
    const time = new FakeTime();
    const waiting = inTime(time.timers, 100, never).catch((error: Error) => error.name);

    await time.advance(101);

    expect(await waiting).toBe('TooLate');
  });

  it('counts what was there in time, though the event loop was busy', async () => {
    const answered = new Promise((resolve) => setTimeout(() => setImmediate(() => resolve('there')), 1));
    const waiting = inTime(realTimers(), 20, answered);

    const busyUntil = performance.now() + 60;
    while (performance.now() < busyUntil);

    expect(await waiting).toBe('there');
  });
});
