import { instant } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { type Operation, SimulatedStore, type SimulatedStoreOptions } from '@hansom/platform-store';

import { BOOKING, DRIVER, driverId, jobsIn } from '../../test/a-context.ts';
import { type Job } from '../domain/job.ts';

const ASSIGNED: Job = {
  ...{ bookingId: BOOKING, driverId: DRIVER, riderId: 'rider_1', city: 'got', tenancy: 'robot' },
  ...{ version: 3, phase: 'ASSIGNED' },
};
const STARTED: Job = { ...ASSIGNED, version: 5, phase: 'ON_TRIP', startedAt: instant(1_000) };
const OVER: Job = { ...STARTED, version: 6, phase: 'OVER', endedAt: instant(2_000) };

/** Two instances on one store. */
async function twoInstances(gate?: SimulatedStoreOptions['gate']) {
  const effects = fakeEffects();
  const store = new SimulatedStore({ clock: effects.clock, ...(gate && { gate }) });
  const instance = (name: string) => jobsIn(store.openAs(name, 'position-tracker'), effects);
  return [instance('first'), instance('second')] as const;
}

/** Holds each write of the first instance that is about to happen until it is told to go on. */
function freezesFirst() {
  let thaw = (): void => undefined;
  const thawed = new Promise<void>((resolve) => (thaw = resolve));
  const gate = async ({ process, writes }: Operation) => {
    if (process === 'first' && writes) await thawed;
    return 'done' as const;
  };
  return { gate, thaw };
}

describe('the jobs of drivers', () => {
  it('are kept as they were told last, by whichever instance', async () => {
    const [first, second] = await twoInstances();

    await first.remember(ASSIGNED);
    await second.remember(STARTED);
    await first.remember(OVER);

    expect(await second.get(BOOKING)).toEqual(OVER);
    expect(await second.ofDriver(DRIVER)).toEqual([OVER]);
  });

  it.each([
    ['older', ASSIGNED],
    ['of the same version', { ...STARTED, riderId: 'rider_2' }],
  ])('stay as they are for what is %s', async (_, late) => {
    const [first, second] = await twoInstances();
    await first.remember(STARTED);

    await second.remember(late);

    expect(await first.get(BOOKING)).toEqual(STARTED);
    expect(await first.ofDriver(DRIVER)).toEqual([STARTED]);
  });

  it('are not put back by an instance that was frozen just before its write', async () => {
    const { gate, thaw } = freezesFirst();
    const [first, second] = await twoInstances(gate);
    await second.remember(ASSIGNED);

    const frozen = first.remember(STARTED);
    await second.remember(STARTED);
    await second.remember(OVER);
    thaw();
    await frozen;

    expect(await second.get(BOOKING)).toEqual(OVER);
    expect(await second.ofDriver(DRIVER)).toEqual([OVER]);
  });

  it('go from driver to driver, and each knows his own', async () => {
    const [first, second] = await twoInstances();
    const another: Job = { ...ASSIGNED, driverId: driverId(2), version: 5 };
    await first.remember(ASSIGNED);

    await second.remember({ ...ASSIGNED, version: 4, phase: 'OVER' });
    await second.remember(another);
    await first.remember(ASSIGNED); // doubled, and late

    expect(await first.get(BOOKING)).toEqual(another);
    expect(await first.ofDriver(DRIVER)).toEqual([{ ...ASSIGNED, version: 4, phase: 'OVER' }]);
    expect(await first.ofDriver(driverId(2))).toEqual([another]);
  });
});
