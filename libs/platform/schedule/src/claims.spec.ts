import { later, monotonicInstant } from '@hansom/platform-context';
import { holderOf, openTable, StoreUnavailable } from '@hansom/platform-store';

import { type ClaimOn } from './create.ts';
import { aHold, hold, riders, sampleHolds, seats } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';

async function claiming() {
  const kit = await inMemoryAggregates(sampleHolds);
  const rider = openTable(kit.engine, riders, kit.effects);
  const seat = openTable(kit.engine, seats, kit.effects);
  const claims: ClaimOn[] = [
    { table: rider, key: 'r1' },
    { table: seat, key: 's1' },
  ];
  const { aggregates: holds, effects } = kit;
  const create = (id: string, on = claims, command = id) =>
    holds.create(id, { ...aHold(effects), claims: on, command });
  return { ...kit, holds, rider, seat, claims, create };
}

describe('creating with claims', () => {
  it('takes them all, then creates', async () => {
    const { create, rider, seat } = await claiming();

    const result = await create('h1');

    expect(result.outcome).toBe('applied');
    expect([await holderOf(rider, 'r1'), await holderOf(seat, 's1')]).toEqual(['h1', 'h1']);
  });

  it('tells who holds what it wants, and creates nothing', async () => {
    const { create, holds } = await claiming();
    await create('h1');

    const result = await create('h2');

    expect(result).toEqual({ outcome: 'claimed', key: 'r1', holder: 'h1' });
    expect(await holds.claimOwners.look('h2')).toBe('missing');
  });

  it('abandons its own id at once when it loses a second claim, so that the first is free', async () => {
    const { create, claims, holds } = await claiming();
    await create('h1', claims.slice(1));

    const loser = await create('h2');

    expect(loser).toEqual({ outcome: 'claimed', key: 's1', holder: 'h1' });
    expect(await holds.claimOwners.look('h2')).toBe('freed');
    expect((await create('h3', claims.slice(0, 1))).outcome).toBe('applied');
  });

  it('finds its own aggregate when it comes again after its claims moved on', async () => {
    const { create, holds } = await claiming();
    await create('h1');
    await holds.transition('h1', { decide: () => ({ to: 'EXPIRED' }) });
    await create('h2');

    const again = await create('h1');

    expect(again).toMatchObject({ outcome: 'repeated', state: { id: 'h1', state: 'EXPIRED' } });
  });

  it('takes over from a creator that did not come for 30 s, whose creation then fails', async () => {
    const { create, holds, effects, rider, claims } = await claiming();
    await rider.insertIfAbsent({ key: 'r1', holder: 'h1', claimed_at: effects.clock.now() });

    await effects.time.advance(29_999);
    expect((await create('h2', claims.slice(0, 1))).outcome).toBe('claimed');
    await effects.time.advance(1);
    expect((await create('h3', claims.slice(0, 1))).outcome).toBe('applied');

    const late = await holds.create('h1', aHold(effects));
    expect(late).toMatchObject({ outcome: 'refused', refusal: { code: 'sample.abandoned' } });
  });
});

describe('creating with a deadline', () => {
  it.each([
    ['the one that is given', 200],
    ['5 s, for claims and creation together', undefined],
  ])('ends at %s, though a claim takes all the time', async (_, within) => {
    const { create, holds, effects, engine, claims } = await claiming();
    await create('h1');
    const asked = effects.monotonic.now();
    engine.readState = () => Promise.reject(new StoreUnavailable('away'));
    const deadline = within === undefined ? undefined : monotonicInstant(asked + within);

    let ended = 0;
    const creating = holds.create('h2', { ...aHold(effects), claims }, { deadline });
    const caught = creating.catch((error: unknown) => ((ended = effects.monotonic.now()), error));
    await effects.time.advance(20_000);

    expect(await caught).toBeInstanceOf(StoreUnavailable);
    expect(ended - asked).toBeLessThanOrEqual(within ?? 5_000);
  });

  it('has no more time for the creation than the claims left', async () => {
    const { holds, effects, engine, claims } = await claiming();
    const { insertIfAbsent } = engine;
    const asked = effects.monotonic.now();
    engine.insertIfAbsent = async (...given) => {
      await effects.timers.sleep(2_000);
      return insertIfAbsent(...given);
    };
    engine.commit = () => Promise.reject(new StoreUnavailable('away'));

    let ended = 0;
    const creating = holds.create('h1', { ...aHold(effects), claims });
    const caught = creating.catch((error: unknown) => ((ended = effects.monotonic.now()), error));
    await effects.time.advance(20_000);

    expect(await caught).toBeInstanceOf(StoreUnavailable);
    expect(ended - asked).toBeLessThan(7_000);
  });
});

describe('claimOwners', () => {
  it('sees a missing, a live and a freed aggregate, and one whose end keeps its claims', async () => {
    const { holds, effects } = await claiming();
    const { set } = aHold(effects);
    await holds.create('placed', aHold(effects, { due: later(effects.clock.now(), 1_000) }));
    await holds.create('expired', { to: 'EXPIRED', set });
    await holds.create('used', { to: 'USED', set });
    await holds.claimOwners.abandon('abandoned');

    const seen = await Promise.all(
      ['nothing', 'placed', 'used', 'expired', 'abandoned'].map((id) => holds.claimOwners.look(id)),
    );

    expect(seen).toEqual(['missing', 'live', 'live', 'freed', 'freed']);
  });

  it('sees what only has a fence as missing', async () => {
    const { holds, engine } = await claiming();
    await engine.raiseFence(hold, 'h1', { version: 0, fence: 0 });

    expect(await holds.claimOwners.look('h1')).toBe('missing');
  });

  it('never abandons what exists', async () => {
    const { holds, effects } = await claiming();
    await holds.create('h1', aHold(effects));

    await holds.claimOwners.abandon('h1');

    expect(await holds.get('h1')).toMatchObject({ version: 1, state: 'PLACED' });
  });

  it('takes a state that it does not know for live', async () => {
    const { holds, effects, engine } = await claiming();
    const newer = { ...sampleHolds, aggregate: { ...hold, states: { ...hold.states, FROZEN: {} } } };
    const { aggregates: other } = await inMemoryAggregates({ ...newer, engine, effects });
    await other.create('h1', { to: 'FROZEN', set: { rider: 'r1', seats: 1 } } as never);

    expect(await holds.claimOwners.look('h1')).toBe('live');
    expect(await holds.get('h1')).toMatchObject({ state: 'FROZEN' });
  });
});
