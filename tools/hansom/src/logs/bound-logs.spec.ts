import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { eventually, fakeEffects } from '@hansom/platform-context/testing';

import { keepLogsBounded } from './bound-logs.ts';

const MOST = 100;
const MINUTE_MS = 60_000;

describe('keepLogsBounded', () => {
  let folder: string;
  let stop: () => void;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-logs-'));
    stop = () => undefined;
  });

  afterEach(async () => {
    stop();
    await rm(folder, { recursive: true });
  });

  function textOf(name: string): Promise<string> {
    return readFile(path.join(folder, name), 'utf8');
  }

  async function emptied(name: string): Promise<void> {
    await eventually(async () => (await stat(path.join(folder, name))).size === 0);
  }

  it('puts a log aside that is over its bound, in place of the one before, and leaves the others', async () => {
    const { timers, time } = fakeEffects();
    const long = path.join(folder, 'booking.log');
    await writeFile(long, 'a'.repeat(MOST + 1));
    await writeFile(path.join(folder, 'city.log'), 'c'.repeat(MOST));
    stop = keepLogsBounded(folder, timers, MOST);
    await emptied('booking.log');
    await appendFile(long, 'b'.repeat(MOST + 1));

    await time.advance(MINUTE_MS);
    await emptied('booking.log');

    expect(await textOf('booking.log.1')).toBe('b'.repeat(MOST + 1));
    expect(await textOf('city.log')).toBe('c'.repeat(MOST));
    expect((await readdir(folder)).sort()).toEqual(['booking.log', 'booking.log.1', 'city.log']);
  });

  it('goes on where there is no folder yet, and looks no more when it is over', async () => {
    const { timers, time } = fakeEffects();
    const later = path.join(folder, 'logs');
    stop = keepLogsBounded(later, timers, MOST);
    await time.advance(MINUTE_MS);

    stop();

    expect(time.waiting).toBe(0);
  });
});
