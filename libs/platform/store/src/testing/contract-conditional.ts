import { fresh, newerSlots, slots } from './contract-definitions.ts';
import { type OpenedStore } from './store-contract.ts';
import { toldTruly } from './told-truly.ts';

export function conditionalContract(opened: () => OpenedStore): void {
  const engine = () => opened().engine;

  async function aSlot(over: object = {}): Promise<string> {
    const id = fresh('s');
    await engine().insertIfAbsent(slots, { id, holder: 'ann', turn: 1, ...over });
    return id;
  }

  const read = (id: string) => engine().get(slots, { id }, 'serial');

  describe('insertIfAbsent', () => {
    it('creates a row that is read at both levels', async () => {
      const row = { id: fresh('s'), holder: 'ann', turn: 1, tags: ['x'] };

      const answer = await engine().insertIfAbsent(slots, row);

      expect(answer).toEqual({ applied: true });
      await expect(engine().get(slots, { id: row.id }, 'plain')).resolves.toEqual(row);
      await expect(read(row.id)).resolves.toEqual(row);
    });

    it('answers with the whole row that stands in the way, and changes nothing', async () => {
      const id = await aSlot({ note: 'first' });

      const answer = await engine().insertIfAbsent(slots, { id, holder: 'bob', turn: 2 });

      const current = { id, holder: 'ann', turn: 1, note: 'first' };
      expect(answer).toEqual({ applied: false, current });
      await expect(read(id)).resolves.toEqual(current);
    });

    it('succeeds once among many', async () => {
      const id = fresh('s');

      const applied = await Promise.all(
        Array.from({ length: 20 }, (_, turn) =>
          toldTruly(
            () => engine().insertIfAbsent(slots, { id, holder: `h${turn}`, turn }),
            async () => {
              const current = await read(id);
              return current && current.turn === turn;
            },
          ),
        ),
      );

      const winners = applied.flatMap((won, turn) => (won ? [turn] : []));
      expect(winners).toHaveLength(1);
      await expect(read(id)).resolves.toMatchObject({ turn: winners[0] });
    });

    it('succeeds again when the row has expired', async () => {
      const id = fresh('s');
      await engine().insertIfAbsent(slots, { id, holder: 'ann', turn: 1, note: 'old' }, { ttlMs: 1_000 });
      await opened().pass(2_100);

      const answer = await engine().insertIfAbsent(slots, { id, holder: 'bob', turn: 2 });

      expect(answer).toEqual({ applied: true });
      await expect(read(id)).resolves.toEqual({ id, holder: 'bob', turn: 2 });
    });
  });

  describe('compareAndSet', () => {
    it('writes the named columns when all expected values stand', async () => {
      const id = await aSlot({ note: 'kept' });

      const change = { expect: { holder: 'ann', turn: 1 }, set: { holder: 'bob' } };
      const answer = await engine().compareAndSet(slots, { id }, change);

      expect(answer).toEqual({ applied: true });
      await expect(read(id)).resolves.toEqual({ id, holder: 'bob', turn: 1, note: 'kept' });
    });

    it('answers with what stands in the columns it compared, and changes nothing', async () => {
      const id = await aSlot();

      const change = { expect: { holder: 'ann', turn: 2 }, set: { holder: 'bob' } };
      const answer = await engine().compareAndSet(slots, { id }, change);

      expect(answer).toEqual({
        applied: false,
        current: expect.objectContaining({ holder: 'ann', turn: 1 }),
      });
      await expect(read(id)).resolves.toMatchObject({ holder: 'ann' });
    });

    it('takes undefined and an empty list for null on both sides', async () => {
      const id = await aSlot({ note: 'x', tags: ['t'] });

      const clears = { expect: { turn: 1, note: 'x' }, set: { note: undefined, tags: [] } };
      const cleared = await engine().compareAndSet(slots, { id }, clears);
      const expects = { expect: { turn: 1, note: undefined, tags: [] }, set: { turn: 2 } };
      const matched = await engine().compareAndSet(slots, { id }, expects);
      const refused = await engine().compareAndSet(
        slots,
        { id },
        { ...clears, expect: { turn: 2, note: 'x' } },
      );

      expect([cleared.applied, matched.applied, refused.applied]).toEqual([true, true, false]);
      await expect(read(id)).resolves.toEqual({ id, holder: 'ann', turn: 2 });
    });

    it('is not applied to a row that is not there', async () => {
      const id = fresh('s');

      const answer = await engine().compareAndSet(slots, { id }, { expect: { turn: 1 }, set: { turn: 2 } });

      expect(answer).toEqual({ applied: false, current: undefined });
      await expect(read(id)).resolves.toBeUndefined();
    });

    it('refuses a condition of nulls alone, a key column, and an unknown one', async () => {
      const id = await aSlot();
      const bad = [
        { expect: { note: undefined }, set: { note: 'x' } },
        { expect: {}, set: { note: 'x' } },
        { expect: { id }, set: { note: 'x' } },
        { expect: { turn: 1 }, set: { id: 'other' } },
        { expect: { turn: 1 }, set: { colour: 'red' } },
      ];

      for (const change of bad) {
        await expect(engine().compareAndSet(slots, { id }, change)).rejects.toThrow(TypeError);
      }
    });

    it('keeps columns that its definition does not know', async () => {
      const id = fresh('s');
      await engine().insertIfAbsent(newerSlots, { id, holder: 'ann', turn: 1, colour: 'red' });

      await engine().compareAndSet(slots, { id }, { expect: { turn: 1 }, set: { turn: 2 } });

      const newer = await engine().get(newerSlots, { id }, 'serial');
      expect(newer).toEqual({ id, holder: 'ann', turn: 2, colour: 'red' });
    });

    it('lets one of many move a row on, each time', async () => {
      const id = await aSlot({ turn: 0 });

      for (let turn = 0; turn < 5; turn++) {
        const applied = await Promise.all(
          Array.from({ length: 10 }, (_, writer) => {
            const change = { expect: { turn }, set: { turn: turn + 1, holder: `h${writer}` } };
            return toldTruly(
              () => engine().compareAndSet(slots, { id }, change),
              async () => {
                const current = await read(id);
                return current?.turn === turn ? undefined : current?.holder === `h${writer}`;
              },
            );
          }),
        );
        expect(applied.filter((won) => won)).toHaveLength(1);
      }

      await expect(read(id)).resolves.toMatchObject({ turn: 5 });
    });
  });
}
