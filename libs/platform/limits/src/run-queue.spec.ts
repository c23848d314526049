import { fakeEffects } from '@hansom/platform-context/testing';

import { RunQueue } from './run-queue.ts';

describe('RunQueue', () => {
  let turns: (() => void)[];
  let started: string[];
  let queue: RunQueue;
  let slowly: (name: string) => () => void;

  beforeEach(() => {
    const { monotonic } = fakeEffects();
    let spent = 0;
    turns = [];
    started = [];
    const clock = { now: () => (monotonic.now() + spent) as ReturnType<typeof monotonic.now> }; // a reading like any other
    queue = new RunQueue(clock, (action) => turns.push(action));
    slowly = (name) => () => {
      started.push(name);
      spent += 2;
    };
  });

  it('starts nothing before the next turn', () => {
    queue.add(0, () => started.push('a'));

    expect(started).toEqual([]);
    turns.shift()?.();
    expect(started).toEqual(['a']);
  });

  it('asks for one turn, however many wait', () => {
    queue.add(0, () => started.push('a'));
    queue.add(5, () => started.push('b'));

    expect(turns).toHaveLength(1);
  });

  it('starts the most critical first, and equals in their order', () => {
    queue.add(5, () => started.push('statistics'));
    queue.add(1, () => started.push('first booking'));
    queue.add(1, () => started.push('second booking'));
    queue.add(0, () => started.push('payment'));

    turns.shift()?.();

    expect(started).toEqual(['payment', 'first booking', 'second booking', 'statistics']);
  });

  it('lets the event loop go round after 5 ms of work', () => {
    for (const name of ['a', 'b', 'c', 'd']) queue.add(2, slowly(name));

    turns.shift()?.();
    expect(started).toEqual(['a', 'b', 'c']);
    turns.shift()?.();
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    expect(turns).toEqual([]);
  });

  it('does not start what was taken back, and tells whether it was in time', () => {
    const takeBack = queue.add(0, () => started.push('a'));
    const tooLate = queue.add(0, () => started.push('b'));

    expect(takeBack()).toBe(true);
    turns.shift()?.();
    expect(started).toEqual(['b']);
    expect(tooLate()).toBe(false);
  });

  it('wakes again for what comes later', () => {
    queue.add(0, () => started.push('a'));
    turns.shift()?.();

    queue.add(0, () => started.push('b'));
    turns.shift()?.();

    expect(started).toEqual(['a', 'b']);
  });
});
