import { fakeEffects } from '@hansom/platform-context/testing';

import { CLAIM_GRACE_MS, type ClaimOwners, claimTable, holderOf, takeClaim } from './claims.ts';
import { OutcomeUnknown } from './engine.ts';
import { openTable } from './open-table.ts';
import { type Operation } from './operation.ts';
import { type Fate, SimulatedStore } from './simulated.ts';

type Standing = 'live' | 'freed';

/** Aggregates that a spec moves by hand. */
function fakeOwners(): ClaimOwners & {
  standing: Map<string, Standing>;
  abandoned: string[];
  refuse?: Error;
} {
  const standing = new Map<string, Standing>();
  const abandoned: string[] = [];
  const owners: ReturnType<typeof fakeOwners> = {
    standing,
    abandoned,
    look: async (id) => standing.get(id) ?? 'missing',
    abandon: async (id) => {
      abandoned.push(id);
      if (owners.refuse) throw owners.refuse;
      if (!standing.has(id)) standing.set(id, 'freed');
    },
  };
  return owners;
}

function opened(gate?: (operation: Operation) => Fate) {
  const effects = fakeEffects();
  const engine = new SimulatedStore({ clock: effects.clock, gate }).openAs('p', 'booking');
  const table = openTable(engine, claimTable('active_booking'), effects);
  const owners = fakeOwners();
  const claims = { table, owners, clock: effects.clock };
  return { effects, owners, claims, take: (holder: string) => takeClaim(claims, { key: 'rider', holder }) };
}

describe('takeClaim', () => {
  it('takes what nobody holds', async () => {
    const { claims, take } = opened();

    const before = await holderOf(claims.table, 'rider');
    const outcome = await take('b1');

    expect(before).toBeUndefined();
    expect(outcome).toEqual({ taken: true });
    await expect(holderOf(claims.table, 'rider')).resolves.toBe('b1');
  });

  it('is taken again by the same holder', async () => {
    const { take, owners } = opened();
    await take('b1');
    owners.standing.set('b1', 'live');

    await expect(take('b1')).resolves.toEqual({ taken: true });
  });

  it('stays with a live aggregate, for however long', async () => {
    const { take, owners, effects } = opened();
    await take('b1');
    owners.standing.set('b1', 'live');
    await effects.time.advance(10 * CLAIM_GRACE_MS);

    await expect(take('b2')).resolves.toEqual({ taken: false, holder: 'b1' });
    expect(owners.abandoned).toEqual([]);
  });

  it('moves on from an aggregate that frees it', async () => {
    const { claims, take, owners } = opened();
    await take('b1');
    owners.standing.set('b1', 'freed');

    await expect(take('b2')).resolves.toEqual({ taken: true });
    await expect(holderOf(claims.table, 'rider')).resolves.toBe('b2');
  });

  it('stays with an aggregate that has been missing for less than the grace', async () => {
    const { take, owners, effects } = opened();
    await take('b1');
    await effects.time.advance(CLAIM_GRACE_MS - 1);

    await expect(take('b2')).resolves.toEqual({ taken: false, holder: 'b1' });
    expect(owners.abandoned).toEqual([]);
  });

  it('makes an aggregate that stays missing impossible before it moves on', async () => {
    const { take, owners, effects } = opened();
    await take('b1');
    await effects.time.advance(CLAIM_GRACE_MS);

    await expect(take('b2')).resolves.toEqual({ taken: true });
    expect(owners.abandoned).toEqual(['b1']);
    expect(owners.standing.get('b1')).toBe('freed');
  });

  it('stays with an aggregate that appeared just before it was abandoned', async () => {
    const { take, owners, effects } = opened();
    await take('b1');
    await effects.time.advance(CLAIM_GRACE_MS);
    owners.abandon = async (id) => void owners.standing.set(id, 'live');

    await expect(take('b2')).resolves.toEqual({ taken: false, holder: 'b1' });
  });

  it('reads what became of abandoning when that is unknown', async () => {
    const { take, owners, effects } = opened();
    await take('b1');
    await effects.time.advance(CLAIM_GRACE_MS);
    owners.refuse = new OutcomeUnknown('no answer');

    const undecided = await take('b2');
    owners.standing.set('b1', 'freed');
    const decided = await take('b2');

    expect([undecided, decided]).toEqual([{ taken: false, holder: 'b1' }, { taken: true }]);
  });

  it('does not hide that abandoning is broken', async () => {
    const { take, owners, effects } = opened();
    await take('b1');
    await effects.time.advance(CLAIM_GRACE_MS);
    owners.refuse = new RangeError('broken');

    await expect(take('b2')).rejects.toThrow(RangeError);
  });

  it('goes to one of many who want a freed claim at once', async () => {
    const { claims, take, owners } = opened();
    await take('b0');
    owners.standing.set('b0', 'freed');
    const wanters = Array.from({ length: 10 }, (_, i) => `b${i + 1}`);
    wanters.forEach((id) => owners.standing.set(id, 'live'));

    const outcomes = await Promise.all(wanters.map(take));

    const winners = wanters.filter((_, i) => outcomes[i]?.taken);
    expect(winners).toHaveLength(1);
    await expect(holderOf(claims.table, 'rider')).resolves.toBe(winners[0]);
  });

  it('tells who was faster to move it, and looks no further', async () => {
    const { claims, take, owners } = opened();
    await take('b0');
    owners.look = async (id) => {
      const change = { expect: { holder: id }, set: { holder: 'b1' } };
      await claims.table.compareAndSet({ key: 'rider' }, change);
      return 'freed';
    };

    await expect(take('b2')).resolves.toEqual({ taken: false, holder: 'b1' });
    await expect(holderOf(claims.table, 'rider')).resolves.toBe('b1');
  });

  it('is taken when an earlier call of the same holder was faster to move it', async () => {
    const { claims, take, owners, effects } = opened();
    await take('b0');
    owners.look = async (id) => {
      const change = { expect: { holder: id }, set: { holder: 'b2' } };
      await claims.table.compareAndSet({ key: 'rider' }, change);
      await effects.time.advance(1);
      return 'freed';
    };

    await expect(take('b2')).resolves.toEqual({ taken: true });
  });

  it('tells the truth when answers are lost', async () => {
    const fates: Fate[] = ['lost_after', 'done', 'done', 'lost_after'];
    const { effects, claims, take, owners } = opened(() => fates.shift() ?? 'done');
    const first = take('b1');
    await effects.time.advance(500);
    owners.standing.set('b1', 'freed');

    const second = take('b2');
    await effects.time.advance(500);

    await expect(first).resolves.toEqual({ taken: true });
    await expect(second).resolves.toEqual({ taken: true });
    await expect(holderOf(claims.table, 'rider')).resolves.toBe('b2');
  });

  it('keeps keys apart', async () => {
    const { claims, take, owners } = opened();
    await take('b1');
    owners.standing.set('b1', 'live');

    await expect(takeClaim(claims, { key: 'another', holder: 'b2' })).resolves.toEqual({ taken: true });
  });
});
