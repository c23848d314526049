import { type Effects } from '@hansom/platform-context';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { publicKeys, signToken, staticKeys, tokenVerifier } from '@hansom/platform-identity';
import { aUser } from '@hansom/platform-identity/testing';
import { type Engine, openTable, SimulatedStore } from '@hansom/platform-store';

import { type KeyRing, keyRing, signingKeysTable } from './key-ring.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** An instance of auth, as far as its keys go. */
const anInstance = (engine: Engine, effects: Effects): Promise<KeyRing> => {
  const { clock, ids } = effects;
  return keyRing({
    table: openTable(engine, signingKeysTable, effects),
    clock,
    ids,
    keyLifeMs: () => 30 * DAY_MS,
  });
};

async function anInstallation(): Promise<{ effects: FakeEffects; engine: Engine }> {
  const effects = fakeEffects();
  return { effects, engine: await new SimulatedStore({ clock: effects.clock }).open('auth') };
}

const kids = ({ keys }: KeyRing) => publicKeys(keys).keys.map(({ kid }) => kid);

describe('keyRing', () => {
  it('has the same keys in all instances, whoever was first', async () => {
    const { effects, engine } = await anInstallation();

    const rings = await Promise.all([1, 2, 3].map(() => anInstance(engine, effects)));

    expect(new Set(rings.map(({ keys }) => keys.current.kid)).size).toBe(1);
  });

  it('changes keys after 30 days, in all instances to the same', async () => {
    const { effects, engine } = await anInstallation();
    const [one, other] = [await anInstance(engine, effects), await anInstance(engine, effects)];
    const { current, next } = one.keys;
    await effects.time.advance(30 * DAY_MS - 1);
    await one.refresh();
    expect(one.keys.current.kid).toBe(current.kid);
    await effects.time.advance(1);

    await Promise.all([one.refresh(), other.refresh()]);

    expect(one.keys.current.kid).toBe(next.kid);
    expect(other.keys).toEqual(one.keys);
    await one.refresh();
    expect(one.keys.current.kid).toBe(next.kid);
  });

  it('publishes what an instance signs with that has not heard of the change, and before', async () => {
    const { effects, engine } = await anInstallation();
    const [one, late] = [await anInstance(engine, effects), await anInstance(engine, effects)];
    await effects.time.advance(30 * DAY_MS);
    await one.refresh();

    expect(kids(one)).toContain(late.keys.current.kid);
    expect(kids(late)).toContain(one.keys.current.kid);
  });

  it('publishes an old key while its tokens live', async () => {
    const { effects, engine } = await anInstallation();
    const ring = await anInstance(engine, effects);
    await effects.time.advance(30 * DAY_MS - 1);
    const token = await signToken(ring.keys, aUser(), effects);
    await effects.time.advance(1);
    await ring.refresh();

    const verifier = tokenVerifier({ keys: staticKeys(publicKeys(ring.keys)), effects });

    expect(await verifier.verify(token)).toMatchObject({ id: 'rider_1' });
  });
});
