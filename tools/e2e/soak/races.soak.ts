import { needsAttention } from '../src/testing/city/attention.ts';
import { startCity } from '../src/testing/city/city-stack.ts';
import { People } from '../src/testing/city/people.ts';
import { KUNGSPORTSPLATSEN } from '../src/testing/city/places.ts';
import { raceInPairs, whatIsWrong } from '../src/testing/city/races.ts';
import { whatIsBroken } from '../src/testing/city/what-is-broken.ts';

const PAIRS = 5;
const RACES = 1_000;

/** A driver accepts while the rider cancels, a thousand times: one winner each, and a city where all is as it must be afterwards. */
export async function soak(): Promise<{ name: string; figures: Record<string, number> }> {
  const city = await startCity({ speed: 4, root: process.cwd() });
  const people = new People(city);
  try {
    const riders = await Promise.all(Array.from({ length: PAIRS }, (_, i) => people.rider(i + 1)));
    const drivers = await people.drivers(PAIRS, KUNGSPORTSPLATSEN);
    const races = await raceInPairs(city, { riders, drivers, rounds: RACES / PAIRS });
    const wrong = [
      ...races.flatMap((race) => whatIsWrong(race) ?? []),
      ...(await whatIsBroken(city)),
      ...needsAttention(city.log),
    ];
    if (wrong.length > 0) throw new Error(wrong.map((one) => JSON.stringify(one)).join('\n'));
    const accepted = races.filter(({ assigned }) => assigned).length;
    if (accepted === 0 || accepted === RACES)
      throw new Error('one of the two was always first: this was no race');
    return {
      name: 'accept against cancel',
      figures: { races: races.length, 'the driver was first': accepted },
    };
  } finally {
    await people.close();
    await city.close();
  }
}
