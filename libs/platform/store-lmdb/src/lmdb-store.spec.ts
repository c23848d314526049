import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FakeTime, recordingLogger } from '@hansom/platform-context/testing';
import { aggregate, type Engine, int, type Store, table, text } from '@hansom/platform-store';
import { open } from 'lmdb';

import { openLmdbStore } from './index.ts';

const notes = table({
  name: 'notes',
  partition: { owner: text() },
  clustering: { rank: int() },
  columns: { body: text() },
});
const rides = aggregate({ name: 'rides', fields: {}, states: { OPEN: {} } });

describe('the lmdb store', () => {
  let folder: string;
  let time: FakeTime;
  let stores: Store[];
  const log = recordingLogger();

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-lmdb-'));
    time = new FakeTime();
    stores = [];
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  function opened(): Store {
    const store = openLmdbStore({ path: folder, clock: time.clock, timers: time.timers, log });
    stores.push(store);
    return store;
  }

  /** Rows that lie in the file, expired ones included. */
  async function stored(): Promise<number> {
    const root = open({ path: folder, readOnly: true, maxDbs: 512 });
    const count = root
      .openDB({ name: 'booking/notes', encoding: 'string', keyEncoding: 'binary' })
      .getCount();
    await root.close();
    return count;
  }

  async function put(engine: Engine, count: number, ttlMs?: number): Promise<void> {
    const ranks = Array.from({ length: count }, (_, rank) => rank);
    await Promise.all(
      ranks.map((rank) => engine.put(notes, { owner: `o${ttlMs}`, rank, body: 'x' }, { ttlMs })),
    );
  }

  it('keeps everything when it is closed and opened again', async () => {
    const first = opened();
    const before = await first.open('booking');
    await put(before, 3);
    const event = {
      version: 1,
      attempt: 'a',
      type: 'ride.changed',
      payload: new Uint8Array(),
      occurred_at: 0,
    };
    const batch = { id: 'r', expect: { version: 0, fence: 0 }, state: { version: 1, state: 'OPEN' }, event };
    await before.commit(rides, batch);

    await first.close();
    const after = await opened().open('booking');

    const page = await after.range(notes, { partition: { owner: 'oundefined' }, limit: 10 });
    expect(page.rows.map((row) => row.rank)).toEqual([0, 1, 2]);
    await expect(after.readState(rides, 'r', 'serial')).resolves.toEqual(batch.state);
    await expect(after.readEvent(rides, { id: 'r', version: 1 }, 'serial')).resolves.toEqual(event);
  });

  it('shows at once to one store what another on the same folder was told', async () => {
    const [writer, reader] = [await opened().open('booking'), await opened().open('booking')];
    await reader.get(notes, { owner: 'o', rank: 1 }, 'plain');

    await writer.put(notes, { owner: 'o', rank: 1, body: 'x' });

    await expect(reader.get(notes, { owner: 'o', rank: 1 }, 'plain')).resolves.toMatchObject({ body: 'x' });
  });

  it('grows with what is written, in transactions that share a commit', async () => {
    const engine = await opened().open('booking');
    const body = 'x'.repeat(10_000);
    const ranks = Array.from({ length: 1_000 }, (_, rank) => rank);

    await Promise.all(ranks.map((rank) => engine.put(notes, { owner: 'big', rank, body })));

    const page = await engine.range(notes, { partition: { owner: 'big' }, limit: 1_000 });
    expect(page.rows).toHaveLength(1_000);
  });

  it('sweeps expired rows away in small steps and keeps the others', async () => {
    const engine = await opened().open('booking');
    await put(engine, 500, 1_000);
    await put(engine, 7);
    /** Lets time pass, and a sweep that it started come to its end: writes are done in order. */
    const pass = async (by: number): Promise<number> => {
      await time.advance(by);
      await engine.delete(notes, { owner: 'nobody', rank: 0 });
      return stored();
    };

    const left = [await stored(), await pass(60_000), await pass(100), await pass(100), await pass(60_000)];

    expect(left).toEqual([507, 307, 107, 7, 7]);
  });

  it('tells when sweeping fails, and tries again', async () => {
    const engine = await opened().open('booking');
    await put(engine, 1, 1_000);
    const broken = open({ path: folder, maxDbs: 512 }).openDB({ name: 'booking/notes', encoding: 'string' });
    await broken.put('zz', 'not a record');

    await time.advance(60_000);
    await broken.remove('zz');
    await time.advance(60_000);
    await engine.delete(notes, { owner: 'nobody', rank: 0 });

    expect(log.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
    expect(await stored()).toBe(0);
  });

  it.each(['x', 'x'.repeat(25), 'x'.repeat(10_000)])(
    'refuses a file that is no store, and leaves it alone (%#)',
    (text) => {
      const file = path.join(folder, 'data.mdb');
      writeFileSync(file, text);

      const opening = () => openLmdbStore({ path: folder, clock: time.clock });

      expect(opening).toThrow(/data\.mdb is damaged, or no store/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it('begins in a file in which there is nothing yet', async () => {
    writeFileSync(path.join(folder, 'data.mdb'), '');

    await put(await opened().open('booking'), 3);

    expect(await stored()).toBe(3);
  });

  it('stops sweeping when it is closed', async () => {
    const store = opened();
    await store.open('booking');

    await store.close();

    expect(time.waiting).toBe(0);
  });
});
