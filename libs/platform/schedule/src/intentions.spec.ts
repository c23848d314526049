import { later } from '@hansom/platform-context';
import { A_MONDAY_MORNING } from '@hansom/platform-context/testing';

import { lastClosed, minuteOf } from './buckets.ts';
import { intentionsOf } from './intentions.ts';

const now = later(A_MONDAY_MORNING, 30_000);
const present = minuteOf(now);
const intention = { id: 'h1', version: 3, attempt: 'a1', now };

describe('intentionsOf', () => {
  it('puts the outbox entry into the present minute', () => {
    const { outbox } = intentionsOf(1, { ...intention, timers: [] });

    expect(outbox).toEqual({ shard: 0, minute: present, id: 'h1', version: 3, attempt: 'a1' });
  });

  it.each([
    ['that is to come, where it is due', 90_000, 2],
    ['that is due in this minute, there', 29_999, 0],
    ['that is past, in the present', -600_000, 0],
  ])('puts a timer %s', (_, afterNow, minutes) => {
    const due = later(now, afterNow);

    const { timers } = intentionsOf(1, { ...intention, timers: [{ name: 'expire', due }] });

    expect(timers).toMatchObject([{ minute: present + minutes, name: 'expire', due, attempt: 'a1' }]);
  });
});

describe('lastClosed', () => {
  it.each([
    { what: 'the third minute back, at the start of a minute', at: A_MONDAY_MORNING, speed: 1, back: 3 },
    { what: 'the same, just before that', at: later(A_MONDAY_MORNING, -1), speed: 1, back: 3 },
    { what: 'two real minutes back, when domain time is fast', at: A_MONDAY_MORNING, speed: 60, back: 121 },
  ])('is $what', ({ at, speed, back }) => {
    expect(lastClosed(at, speed)).toBe(minuteOf(at) - back);
  });
});
