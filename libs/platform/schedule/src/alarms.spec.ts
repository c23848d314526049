import { later, type Millis } from '@hansom/platform-context';
import { fakeEffects, FakeTime } from '@hansom/platform-context/testing';

import { Alarms } from './alarms.ts';
import { minuteOf } from './buckets.ts';
import { type TimerRow } from './tables.ts';

function kit(speed = 1) {
  const effects = fakeEffects({ time: new FakeTime(undefined, speed) });
  const rung: string[] = [];
  const alarms = new Alarms(effects, ({ id }) => void rung.push(id));
  const start = effects.clock.now();
  const timer = (id: string, afterStart: Millis): TimerRow => {
    const due = later(start, afterStart);
    return { shard: 0, minute: minuteOf(due), id, version: 1, attempt: 'a', name: 'expire', due };
  };
  return { alarms, effects, rung, timer };
}

describe('Alarms', () => {
  it('ring when a timer is due', async () => {
    const { alarms, effects, rung, timer } = kit();
    alarms.arm(timer('late', 2_000));
    alarms.arm(timer('soon', 1_000));

    await effects.time.advance(1_999);
    expect(rung).toEqual(['soon']);
    await effects.time.advance(1);

    expect(rung).toEqual(['soon', 'late']);
  });

  it('ring at once for what is past', async () => {
    const { alarms, effects, rung, timer } = kit();

    alarms.arm(timer('past', -5_000));
    await effects.time.advance(0);

    expect(rung).toEqual(['past']);
  });

  it('ring in domain time', async () => {
    const { alarms, effects, rung, timer } = kit(60);

    alarms.arm(timer('soon', 60_000));
    await effects.time.advance(1_000);

    expect(rung).toEqual(['soon']);
  });

  it('ring once for a timer that is armed twice', async () => {
    const { alarms, effects, rung, timer } = kit();
    alarms.arm(timer('soon', 1_000));
    alarms.arm(timer('soon', 1_000));

    await effects.time.advance(2_000);

    expect(rung).toEqual(['soon']);
  });

  it('leave what is more than a minute away, and more than 1,000, to the sweeper', () => {
    const { alarms, timer } = kit();
    alarms.arm(timer('far', 60_001));
    expect(alarms.count).toBe(0);

    for (let n = 0; n < 1_001; n++) alarms.arm(timer(`h${n}`, 60_000));

    expect(alarms.count).toBe(1_000);
  });

  it('are silent once closed', async () => {
    const { alarms, effects, rung, timer } = kit();
    alarms.arm(timer('armed', 1_000));

    alarms.close();
    alarms.arm(timer('late', 1_000));
    await effects.time.advance(2_000);

    expect(rung).toEqual([]);
    expect(effects.time.waiting).toBe(0);
  });
});
