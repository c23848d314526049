import { type Taxi } from '../../../../src/live/protocol.ts';
import { aTaxi } from '../../live/testing/frames.ts';
import { Fleet } from './fleet.ts';

function taxis(...list: Partial<Taxi>[]): ReadonlyMap<string, Taxi> {
  return new Map(list.map((facts) => aTaxi(facts)).map((taxi) => [taxi.id, taxi]));
}

function idsOf(fleet: Fleet): string[] {
  return [...fleet.all].map(({ taxi }) => taxi.id);
}

describe('a fleet', () => {
  it('shows who has a fix, as long as they are on a shift', () => {
    const fleet = new Fleet();
    fleet.update(taxis({ id: 'a', at: [11.97, 57.7] }, { id: 'b', at: [11.97, 57.7] }, { id: 'c' }), {
      at: 0,
      speed: 1,
    });
    expect(idsOf(fleet)).toEqual(['a', 'b']);

    fleet.update(taxis({ id: 'b', at: [11.97, 57.7] }), { at: 0, speed: 1 });

    expect(idsOf(fleet)).toEqual(['b']);
    expect(fleet.poseOf('a', 0)).toBeUndefined();
  });

  it('moves until the last of its taxis has arrived', () => {
    const fleet = new Fleet();
    const moment = { at: 0, speed: 1 };
    fleet.update(
      taxis({ id: 'a', at: [11.97, 57.7], fixAt: 0 }, { id: 'b', at: [11.97, 57.7], fixAt: 0 }),
      moment,
    );
    expect(fleet.isMoving(0)).toBe(false);

    fleet.update(
      taxis({ id: 'a', at: [11.971, 57.7], fixAt: 1_000 }, { id: 'b', at: [11.971, 57.7], fixAt: 2_000 }),
      moment,
    );

    expect([1_000, 2_200, 2_301].map((at) => fleet.isMoving(at))).toEqual([true, true, false]);
  });

  it('is as fast as the fastest of its taxis', () => {
    const fleet = new Fleet();
    const moment = { at: 0, speed: 1 };
    fleet.update(taxis({ id: 'a', at: [0, 0], fixAt: 0 }, { id: 'b', at: [0, 0], fixAt: 0 }), moment);
    expect(fleet.fastest).toBe(0);

    fleet.update(
      taxis({ id: 'a', at: [0.001, 0], fixAt: 1_000 }, { id: 'b', at: [0.002, 0], fixAt: 1_000 }),
      moment,
    );

    expect(fleet.fastest).toBeCloseTo(0.002 / 360 / 1_150, 15);
  });
});
