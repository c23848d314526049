import { afterFrame, type CityState } from './city-state.ts';
import { aJob, aSnapshot, aTaxi, someChanges, someFigures } from './testing/frames.ts';

function stateAfter(...frames: Parameters<typeof afterFrame>[1][]): CityState | undefined {
  return frames.reduce<CityState | undefined>((state, frame) => afterFrame(state, frame, 0), undefined);
}

describe('what the page knows of a city', () => {
  it('is what the snapshot says', () => {
    const state = stateAfter(aSnapshot({ taxis: [aTaxi()], jobs: [aJob()] }));

    expect(state).toMatchObject({ epoch: 'e1', revision: 10, city: 'got' });
    expect([...(state?.taxis.keys() ?? [])]).toEqual(['driver_got_1']);
    expect(state?.jobs.get('booking_got_1')?.pickupName).toBe('Järntorget');
  });

  it('follows changes: those that are new, that are different, that are gone', () => {
    const state = stateAfter(
      aSnapshot({ taxis: [aTaxi({ id: 'a' }), aTaxi({ id: 'b' })], jobs: [aJob()] }),
      someChanges({ taxis: [aTaxi({ id: 'a', doing: 'ON_TRIP' }), aTaxi({ id: 'c' })], taxisGone: ['b'] }),
      someChanges({ revision: 12, jobsGone: ['booking_got_1'], now: someFigures({ knownFor: 7 }) }),
    );

    expect([...(state?.taxis.values() ?? [])].map(({ id, doing }) => `${id} ${doing}`)).toEqual([
      'a ON_TRIP',
      'c FREE',
    ]);
    expect(state?.jobs.size).toBe(0);
    expect(state).toMatchObject({ revision: 12, now: { knownFor: 7 } });
  });

  it('keeps what a frame did not touch as the same object', () => {
    const before = stateAfter(aSnapshot({ taxis: [aTaxi()] }));

    const after = before && afterFrame(before, someChanges({ jobs: [aJob()] }), 0);

    expect(after?.taxis).toBe(before?.taxis);
    expect(after?.now).toBe(before?.now);
    expect(after?.jobs).not.toBe(before?.jobs);
  });

  it('is replaced whole by another snapshot: what is not in it is gone', () => {
    const state = stateAfter(
      aSnapshot({ taxis: [aTaxi({ id: 'a' })] }),
      aSnapshot({ epoch: 'e2', revision: 1, taxis: [aTaxi({ id: 'b' })] }),
    );

    expect([...(state?.taxis.keys() ?? [])]).toEqual(['b']);
    expect(state).toMatchObject({ epoch: 'e2', revision: 1 });
  });

  it('does not go back to changes that it has heard', () => {
    const state = stateAfter(
      aSnapshot({ taxis: [aTaxi({ doing: 'ON_TRIP' })] }),
      someChanges({ revision: 9, taxis: [aTaxi({ doing: 'FREE' })] }),
    );

    expect(state?.taxis.get('driver_got_1')?.doing).toBe('ON_TRIP');
  });

  it('begins with a snapshot', () => {
    expect(stateAfter(someChanges())).toBeUndefined();
  });
});
