import { fakeEffects } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { LiveCities } from './live-cities.ts';

const OPS = aUser({ roles: ['OPS'] });

/** Gothenburg was listed; what the owner says now, and how often it was asked. */
function aWorld() {
  const effects = fakeEffects();
  const owner = { cities: ['got'], asked: 0, ask: async () => owner.cities };
  const cities = new LiveCities(effects, () => {
    owner.asked += 1;
    return owner.ask();
  });
  cities.listed(owner.cities);
  return { cities, effects, owner };
}

describe('a city that was not listed', () => {
  it('is seen where it was added just now', async () => {
    const { cities, owner } = aWorld();
    owner.cities = ['got', 'ham'];

    expect(await cities.seenBy(OPS, 'ham')).toBe(cities.at('ham'));
  });

  it('has nobody asked who is not to see it, and none for what is no code', async () => {
    const { cities, owner } = aWorld();

    const seen = [await cities.seenBy(aUser({ roles: ['OPS.GOT'] }), 'ham'), await cities.seenBy(OPS, 'HAM')];

    expect(seen).toEqual([undefined, undefined]);
    expect(owner.asked).toBe(0);
  });

  it('has its owner asked at most once in a second, however many want it', async () => {
    const { cities, effects, owner } = aWorld();
    const many = () => Promise.all(Array.from({ length: 50 }, () => cities.seenBy(OPS, 'sto')));

    const first = await many();
    expect(owner.asked).toBe(1);
    const asked = many();
    await effects.time.advance(999);
    expect(owner.asked).toBe(1);
    await effects.time.advance(1);

    expect([...first, ...(await asked)]).toEqual(Array.from({ length: 100 }, () => undefined));
    expect(owner.asked).toBe(2);
  });

  it('is seen where it was added while the owner answered somebody else', async () => {
    const { cities, effects, owner } = aWorld();
    let answer: (codes: string[]) => void = () => undefined;
    owner.ask = () => new Promise((resolve) => (answer = resolve));
    const first = cities.seenBy(OPS, 'ham');
    await effects.time.advance(0);
    const second = cities.seenBy(OPS, 'ham');
    owner.ask = async () => ['got', 'ham'];

    answer(['got']);
    await effects.time.advance(1_000);

    expect(await first).toBeUndefined();
    expect(await second).toBe(cities.at('ham'));
  });

  it('is not said to be none where its owner does not answer, and is asked for again', async () => {
    const { cities, effects, owner } = aWorld();
    owner.ask = () => Promise.reject(new Error('away'));
    await expect(cities.seenBy(OPS, 'ham')).rejects.toThrow('away');
    owner.ask = async () => ['got', 'ham'];

    const asked = cities.seenBy(OPS, 'ham');
    await effects.time.advance(1_000);

    expect(await asked).toBeDefined();
  });
});
