import { type Engine, readDecision, type StoredRow } from '../index.ts';
import { aBatch, anEvent, fresh, newerRides, rides } from './contract-definitions.ts';
import { type OpenedStore } from './store-contract.ts';
import { readTruly, toldTruly } from './told-truly.ts';

export function aggregateContract(opened: () => OpenedStore): void {
  const engine = () => opened().engine;

  async function aRide(versions: number): Promise<string> {
    const id = fresh('ride');
    for (let version = 0; version < versions; version++) await engine().commit(rides, aBatch(id, version));
    return id;
  }

  const state = (id: string) => engine().readState(rides, id, 'serial');
  const event = (id: string, version: number) => engine().readEvent(rides, { id, version }, 'serial');

  describe('a transition', () => {
    it('creates the state and the first event in a partition that was missing', async () => {
      const id = fresh('ride');
      const before = await state(id);

      const made = { state: { version: 1, state: 'OPEN', driver: 'd1', fare: 5n, commands: ['k1'] } };
      const answer = await engine().commit(rides, aBatch(id, 0, made));

      expect(before).toBeUndefined();
      expect(answer).toEqual({ applied: true });
      await expect(state(id)).resolves.toEqual(made.state);
      await expect(engine().readState(rides, id, 'plain')).resolves.toEqual(made.state);
      await expect(event(id, 1)).resolves.toEqual(anEvent(1));
      await expect(engine().readEvent(rides, { id, version: 1 }, 'plain')).resolves.toEqual(anEvent(1));
    });

    it('writes the named columns of the state and keeps the others', async () => {
      const id = fresh('ride');
      await engine().commit(
        rides,
        aBatch(id, 0, { state: { version: 1, state: 'OPEN', driver: 'd1', fare: 5n } }),
      );

      const second = aBatch(id, 1, { state: { version: 2, fare: 6n, driver: undefined } });
      await engine().commit(rides, second);

      await expect(state(id)).resolves.toEqual({ version: 2, state: 'OPEN', fare: 6n });
    });

    it('keeps state columns that its definition does not know', async () => {
      const id = fresh('ride');
      await engine().commit(
        newerRides,
        aBatch(id, 0, { state: { version: 1, state: 'OPEN', colour: 'red' } }),
      );

      await engine().commit(rides, aBatch(id, 1, { state: { version: 2, driver: 'd1' } }));

      const newer = await engine().readState(newerRides, id, 'serial');
      expect(newer).toEqual({ version: 2, state: 'OPEN', colour: 'red', driver: 'd1' });
    });

    it('is all or nothing: of a lost one neither state nor event is seen', async () => {
      const id = await aRide(1);

      const late = aBatch(id, 0, {
        event: anEvent(1, { attempt: 'late' }),
        state: { version: 1, driver: 'late' },
      });
      const answer = await engine().commit(rides, late);

      expect(answer).toEqual({ applied: false, current: expect.objectContaining({ version: 1 }) });
      await expect(state(id)).resolves.toEqual({ version: 1, state: 'OPEN' });
      await expect(event(id, 1)).resolves.toMatchObject({ attempt: 'attempt-1' });
    });

    it('is lost when it expects a version that has not come', async () => {
      const id = fresh('ride');

      const answer = await engine().commit(rides, aBatch(id, 1));

      expect(answer).toEqual({ applied: false, current: undefined });
      await expect(state(id)).resolves.toBeUndefined();
      await expect(event(id, 2)).resolves.toBeUndefined();
    });

    it('is lost when the fence was raised, and made with the new fence', async () => {
      const id = await aRide(1);
      await engine().raiseFence(rides, id, { version: 1, fence: 0 });

      const fenced = await engine().commit(rides, aBatch(id, 1));
      const informed = await engine().commit(rides, aBatch(id, 1, { expect: { version: 1, fence: 1 } }));

      expect(fenced).toEqual({ applied: false, current: expect.objectContaining({ version: 1, fence: 1 }) });
      expect(informed).toEqual({ applied: true });
      await expect(state(id)).resolves.toMatchObject({ version: 2, fence: 1 });
    });

    it('refuses what no engine could keep true, before it is sent', async () => {
      const id = fresh('ride');
      const bad = [
        aBatch(id, 0, { state: { version: 2 } }),
        aBatch(id, 0, { state: { state: 'OPEN' } }),
        aBatch(id, 0, { event: anEvent(2) }),
        aBatch(id, 0, { event: { ...anEvent(1), attempt: undefined } }),
        aBatch(id, 0, { state: { version: 1, fence: 1 } }),
        aBatch(id, 0, { state: { version: 1, colour: 'red' } }),
        aBatch(id, 0, { expect: { version: -0.5, fence: 0 } }),
        aBatch(id, 0, { eventTtlMs: 0 }),
        aBatch('', 0),
      ];

      for (const batch of bad) await expect(engine().commit(rides, batch)).rejects.toThrow(TypeError);
      await expect(state(id)).resolves.toBeUndefined();
    });

    it('belongs to one service', async () => {
      const id = await aRide(1);

      await expect(opened().other.readState(rides, id, 'serial')).resolves.toBeUndefined();
      await expect(opened().other.commit(rides, aBatch(id, 0))).resolves.toEqual({ applied: true });
    });
  });

  describe('raising the fence', () => {
    it('makes the partition when it is missing, without a version', async () => {
      const id = fresh('ride');

      const answer = await engine().raiseFence(rides, id, { version: 0, fence: 0 });
      const late = await engine().commit(rides, aBatch(id, 0));
      const informed = await engine().commit(rides, aBatch(id, 0, { expect: { version: 0, fence: 1 } }));

      expect(answer).toEqual({ applied: true });
      expect(late).toEqual({ applied: false, current: { fence: 1 } });
      expect(informed).toEqual({ applied: true });
    });

    it('is seen as a state of no version', async () => {
      const id = fresh('ride');

      await engine().raiseFence(rides, id, { version: 0, fence: 0 });

      await expect(state(id)).resolves.toEqual({ fence: 1 });
    });

    it('is refused when the version or the fence is another', async () => {
      const id = await aRide(1);

      const old = await engine().raiseFence(rides, id, { version: 0, fence: 0 });
      const first = await engine().raiseFence(rides, id, { version: 1, fence: 0 });
      const again = await engine().raiseFence(rides, id, { version: 1, fence: 0 });

      expect(old).toEqual({ applied: false, current: expect.objectContaining({ version: 1 }) });
      expect([first.applied, again.applied]).toEqual([true, false]);
      await expect(state(id)).resolves.toEqual({ version: 1, state: 'OPEN', fence: 1 });
    });
  });

  describe('events', () => {
    it('are read in order of their versions, between two of them', async () => {
      const id = await aRide(12);

      const some = await engine().readEvents(rides, id, { from: 9, to: 11 });
      const none = await engine().readEvents(rides, id, { from: 13, to: 20 });

      expect(versionsOf(some)).toEqual([9, 10, 11]);
      expect(some[0]).toEqual(anEvent(9));
      expect(none).toEqual([]);
    });

    it('expire without the state', async () => {
      const id = fresh('ride');
      await engine().commit(rides, aBatch(id, 0, { eventTtlMs: 1_000 }));
      await engine().commit(rides, aBatch(id, 1));

      await opened().pass(2_100);

      await expect(event(id, 1)).resolves.toBeUndefined();
      expect(versionsOf(await engine().readEvents(rides, id, { from: 1, to: 2 }))).toEqual([2]);
      await expect(state(id)).resolves.toMatchObject({ version: 2 });
    });
  });

  it('lets 50 racing writers make dense versions, each told the truth', async () => {
    const id = fresh('ride');

    const made = await Promise.all(
      Array.from({ length: 50 }, (_, writer) => transitions(engine(), id, writer)),
    );

    const told = made.flat().sort((a, b) => a.version - b.version);
    expect(told.map(({ version }) => version)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    const stored = await engine().readEvents(rides, id, { from: 1, to: 200 });
    expect(stored.map(({ version, attempt }) => ({ version, attempt }))).toEqual(told);
  }, 60_000);
}

/** Each lost race is a transition of another's: 50 writers make 100. */
const MOST_TRIES = 102;

/** Two transitions of one writer, retried until they are applied. */
async function transitions(engine: Engine, id: string, writer: number) {
  const made: { version: number; attempt: string }[] = [];
  for (let tries = 0; made.length < 2 && tries < MOST_TRIES; tries++) {
    const current = await readTruly(() => engine.readState(rides, id, 'serial'));
    const version = Number(current?.version ?? 0);
    const attempt = `w${writer}-${tries}`;
    const batch = aBatch(id, version, { event: anEvent(version + 1, { attempt }) });
    const applied = await toldTruly(
      () => engine.commit(rides, batch),
      async () => {
        const verdict = await readDecision({ engine, of: rides }, batch);
        return verdict && verdict === 'applied';
      },
    );
    if (applied) made.push({ version: version + 1, attempt });
  }
  return made;
}

function versionsOf(rows: StoredRow[]): unknown[] {
  return rows.map((row) => row.version);
}
