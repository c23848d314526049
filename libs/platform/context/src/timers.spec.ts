import { FakeTime } from './testing/index.ts';
import { realTimers } from './timers.ts';

describe('sleep', () => {
  it('resolves after its delay and not before', async () => {
    const time = new FakeTime();
    let awake = false;
    void time.timers.sleep(100).then(() => (awake = true));

    await time.advance(99);
    expect(awake).toBe(false);

    await time.advance(1);
    expect(awake).toBe(true);
  });

  it('resolves at once when its signal aborts, and leaves no timer behind', async () => {
    const time = new FakeTime();
    const stop = new AbortController();
    const slept = time.timers.sleep(60_000, stop.signal);

    stop.abort();
    await slept;

    expect(time.waiting).toBe(0);
  });

  it('does not start when its signal is aborted already', async () => {
    const time = new FakeTime();

    await time.timers.sleep(60_000, AbortSignal.abort());

    expect(time.waiting).toBe(0);
  });
});

describe('realTimers', () => {
  it('calls once, and not at all when cancelled', async () => {
    const timers = realTimers();
    const called: string[] = [];

    timers.after(1, () => called.push('kept'));
    timers.after(1, () => called.push('cancelled'))();
    await timers.sleep(20);

    expect(called).toEqual(['kept']);
  });
});

describe('FakeTime', () => {
  it('runs what falls due in order of time, then of setting, with the clocks at the due time', async () => {
    const time = new FakeTime(undefined, 10);
    const start = time.clock.now();
    const seen: [string, number, number][] = [];
    const note = (name: string) => () => seen.push([name, time.monotonic.now(), time.clock.now() - start]);
    time.timers.after(20, note('late'));
    time.timers.after(10, note('first'));
    time.timers.after(10, note('second'));

    await time.advance(30);

    expect(seen).toEqual([
      ['first', 10, 100],
      ['second', 10, 100],
      ['late', 20, 200],
    ]);
  });

  it('runs timers that are set while it advances', async () => {
    const time = new FakeTime();
    const seen: number[] = [];
    time.timers.after(10, () => time.timers.after(10, () => seen.push(time.monotonic.now())));

    await time.advance(25);

    expect(seen).toEqual([20]);
  });
});
