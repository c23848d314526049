import { fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';

import { leasesIn, leasesTable } from './leases.ts';

async function twoInstances() {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('dispatch');
  const table = openTable(engine, leasesTable, effects);
  const instance = (holder: string) => leasesIn(table, { ...effects, holder });
  return { one: instance('one'), two: instance('two'), time: effects.time };
}

describe('leases', () => {
  it('let one instance hold a city, as long as it renews', async () => {
    const { one, two, time } = await twoInstances();

    expect([await one.hold('got', 10_000), await two.hold('got', 10_000)]).toEqual([true, false]);
    await time.advance(9_000);
    expect([await one.hold('got', 10_000), await two.hold('got', 10_000)]).toEqual([true, false]);
  });

  it('pass to another when the holder is silent', async () => {
    const { one, two, time } = await twoInstances();
    await one.hold('got', 10_000);

    await time.advance(10_000);

    expect([await two.hold('got', 10_000), await one.hold('got', 10_000)]).toEqual([true, false]);
  });

  it('are of one city each', async () => {
    const { one, two } = await twoInstances();

    expect([await one.hold('got', 10_000), await two.hold('sto', 10_000)]).toEqual([true, true]);
  });
});
