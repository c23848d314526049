import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { FakeTime } from '@hansom/platform-context/testing';

import { reservedClock, wallClock } from './clocks.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hansom-clock-'));
  file = path.join(folder, 'clock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(speed = 1) {
  const time = new FakeTime();
  return { time, clock: reservedClock({ file, speed, monotonic: time.monotonic }) };
}

describe('reservedClock', () => {
  it('runs at its speed', async () => {
    const { time, clock } = open(4);
    const start = clock.now();

    await time.advance(10_000);

    expect(clock.now() - start).toBe(40_000);
  });

  it('tells no time that is not reserved on disk', async () => {
    const { time, clock } = open(4);

    for (let step = 0; step < 50; step++) {
      const told = clock.now();
      expect(Number(readFileSync(file, 'utf8'))).toBeGreaterThanOrEqual(told);
      await time.advance(333);
    }
  });

  it('never goes back over a restart, whenever the process died', async () => {
    let last = 0;
    for (const lifetime of [0, 1, 1_999, 2_000, 2_001, 60_000]) {
      const { time, clock } = open();
      expect(clock.now()).toBeGreaterThanOrEqual(last);
      await time.advance(lifetime);
      last = clock.now();
    }
  });

  it('does not count the time in which nothing ran: at most the reservation of 2 s is skipped', () => {
    const before = open().clock.now();

    expect(open().clock.now() - before).toBeLessThanOrEqual(2_000);
  });

  it('refuses a file that holds no reservation, instead of starting over', () => {
    writeFileSync(file, 'garbage');

    expect(() => open()).toThrow(/holds no reservation/);
  });

  it.each([0, -1, Number.NaN, 1001])('refuses the speed %d', (speed) => {
    expect(() => open(speed)).toThrow(/speed: must be over 0/);
  });
});

describe('wallClock', () => {
  it('tells whole milliseconds that never go back', () => {
    const clock = wallClock();

    const first = clock.now();

    expect(clock.now()).toBeGreaterThanOrEqual(first);
    expect(Number.isInteger(first)).toBe(true);
  });
});
