import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FakeTime } from '@hansom/platform-context/testing';
import { type Store, type StoredRow } from '@hansom/platform-store';

import { openLmdbStore } from '../src/index.ts';
import { storm } from './writer.ts';

interface Writer {
  process: ChildProcess;
  /** `version attempt` of each transition that it was told is applied. */
  told: string[];
  ended: Promise<unknown>;
}

describe('an lmdb store that several processes share', () => {
  let folder: string;
  let store: Store | undefined;
  const writers: Writer[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-lmdb-'));
  });
  afterEach(async () => {
    for (const writer of writers.splice(0)) writer.process.kill('SIGKILL');
    await store?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a writer that makes `count` transitions; `onTold` hears how many it has made. */
  function start(name: number, count: number, onTold?: (made: number) => void): Writer {
    const script = path.join(__dirname, 'writer.ts');
    const node = ['--conditions=@hansom/source', '-r', '@swc-node/register', script];
    const child = spawn(process.execPath, [...node, folder, `${name}`, `${count}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const writer: Writer = { process: child, told: [], ended: once(child, 'close') };
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      writer.told.push(...lines);
      onTold?.(writer.told.length);
    });
    writers.push(writer);
    return writer;
  }

  /** What is stored, read by a store opened afterwards. */
  async function stored(): Promise<{ state: StoredRow | undefined; events: string[] }> {
    store = openLmdbStore({ path: folder, clock: new FakeTime().clock });
    const engine = await store.open('spec');
    const events: StoredRow[] = [];
    for (let from = 1; ; from += 1_000) {
      const some = await engine.readEvents(storm, 'one', { from, to: from + 999 });
      events.push(...some);
      if (some.length === 0) break;
    }
    const state = await engine.readState(storm, 'one', 'serial');
    return { state, events: events.map(({ version, attempt }) => `${version} ${attempt}`) };
  }

  const versionsOf = (events: string[]) => events.map((event) => Number(event.split(' ')[0]));
  const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

  it('gives two racing processes dense versions, and tells each attempt the truth', async () => {
    const both = [start(1, 60), start(2, 60)];

    await Promise.all(both.map((writer) => writer.ended));

    const { state, events } = await stored();
    expect(both.map((writer) => writer.told.length)).toEqual([60, 60]);
    expect(state?.version).toBe(120);
    const told = both.flatMap((writer) => writer.told);
    expect(told.sort(byVersion)).toEqual(events);
  }, 30_000);

  it.each([1, 40, 150])(
    'keeps every transition that a killed process had been told of, after its %ith, and lets the other go on',
    async (many) => {
      const killed = start(1, 1_000_000, (made) => made >= many && killed.process.kill('SIGKILL'));
      const other = start(2, 100);

      await Promise.all([killed.ended, other.ended]);

      const { state, events } = await stored();
      expect(killed.told.length).toBeGreaterThanOrEqual(many);
      expect(other.told).toHaveLength(100);
      expect(events).toEqual(expect.arrayContaining([...killed.told, ...other.told]));
      expect(versionsOf(events)).toEqual(upTo(Number(state?.version)));
    },
    30_000,
  );
});

function byVersion(a: string, b: string): number {
  return Number.parseInt(a) - Number.parseInt(b);
}
