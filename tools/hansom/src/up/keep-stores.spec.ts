import { FakeTime, settle } from '@hansom/platform-context/testing';

import { keepRunning } from './keep-stores.ts';
import { type Occurrence } from './supervisor.ts';

class FakeServer {
  runs = true;
  pid = 1;
  broken = false;
  /** Resolves when it answers. */
  answers: (givenUp: AbortSignal) => Promise<void> = () => Promise.resolve();

  async restart(givenUp: AbortSignal): Promise<void> {
    if (this.broken) throw new Error('the disk is full');
    await this.answers(givenUp);
    this.runs = true;
    this.pid += 1;
  }
}

function untilGivenUp(givenUp: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    givenUp.addEventListener('abort', () => reject(new Error('it was given up')));
  });
}

function keeping() {
  const [redis, cassandra] = [new FakeServer(), new FakeServer()];
  const occurred: Occurrence[] = [];
  const time = new FakeTime();
  const parts = { timers: time.timers, occurred: (one: Occurrence) => void occurred.push(one) };
  const end = keepRunning({ redis, cassandra }, parts);
  const told = (): string[] => occurred.map((one) => `${one.name} ${'why' in one ? one.why : one.kind}`);
  return { redis, cassandra, time, told, end };
}

describe('keepRunning', () => {
  it('starts a server again that has ended, and leaves the other alone', async () => {
    const { redis, cassandra, time, told, end } = keeping();

    redis.runs = false;
    await time.advance(1_000);
    await end();

    expect([redis.pid, cassandra.pid]).toEqual([2, 1]);
    expect(told()).toEqual(['redis it has ended', 'redis started']);
  });

  it('says why one does not start, and tries again later', async () => {
    const { redis, time, told, end } = keeping();

    Object.assign(redis, { runs: false, broken: true });
    await time.advance(1_000);
    const first = told();
    redis.broken = false;
    await time.advance(10_000);
    await end();

    expect(first).toEqual(['redis it has ended', 'redis the disk is full']);
    expect(redis.runs).toBe(true);
  });

  it('gives up a start that is under way when it is over, without a word', async () => {
    const { redis, time, told, end } = keeping();

    Object.assign(redis, { runs: false, answers: untilGivenUp });
    await time.advance(1_000);
    await end();

    expect(redis.runs).toBe(false);
    expect(told()).toEqual(['redis it has ended']);
  });

  it('is over only when one that comes up all the same is there to be ended', async () => {
    const { redis, time, end } = keeping();
    let up: () => void = () => undefined;
    const answers = (): Promise<void> => new Promise((resolve) => (up = resolve));
    Object.assign(redis, { runs: false, answers });
    await time.advance(1_000);
    let isOver = false;

    const over = end().then(() => (isOver = true));
    await settle();
    const before = isOver;
    up();
    await over;

    expect([before, redis.runs]).toEqual([false, true]);
  });

  it('starts nothing any more when it is over, and leaves no timer', async () => {
    const { redis, time, end } = keeping();

    await end();
    redis.runs = false;
    await time.advance(60_000);

    expect(redis.runs).toBe(false);
    expect(time.waiting).toBe(0);
  });
});
