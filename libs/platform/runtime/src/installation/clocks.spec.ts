import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { realMonotonic } from '@hansom/platform-context';
import { FakeTime } from '@hansom/platform-context/testing';

import { reservedClock, sharedMapping, wallClock } from './clocks.ts';

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

describe('a clock that processes share', () => {
  const share = (mapping: string, speed = 1) =>
    reservedClock({ file, speed, monotonic: realMonotonic(), mapping });

  it('is the same in all, whenever they begin to read it', async () => {
    const mapping = sharedMapping(file);
    const first = share(mapping, 100);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = share(mapping, 100);

    const [before, between, after] = [first.now(), second.now(), first.now()];

    expect(before).toBeLessThanOrEqual(between);
    expect(between).toBeLessThanOrEqual(after);
  });

  it('tells no time that is not reserved by its own process', () => {
    const told = share(sharedMapping(file)).now();

    expect(Number(readFileSync(`${file}.${process.pid}`, 'utf8'))).toBeGreaterThanOrEqual(told);
  });

  it('begins after the latest of all reservations, which is then the only one', () => {
    writeFileSync(file, '1000');
    writeFileSync(`${file}.17`, '3000');
    writeFileSync(`${file}.18`, '2000');

    const mapping = sharedMapping(file);

    expect(mapping).toMatch(/^3000@\d+$/);
    expect(readdirSync(folder)).toEqual(['clock']);
    expect(readFileSync(file, 'utf8').trim()).toBe('3000');
  });

  it('is gone on with by a process that is alone', () => {
    const told = share(sharedMapping(file)).now();

    expect(open().clock.now()).toBeGreaterThanOrEqual(told);
    expect(readdirSync(folder)).toEqual(['clock']);
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
