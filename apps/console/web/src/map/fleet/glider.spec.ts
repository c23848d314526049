import { aTaxi } from '../../live/testing/frames.ts';
import { toWorld } from '../mercator.ts';
import { glide, type Glider, isGliding, poseAt, turnBetween } from './glider.ts';

const HERE = [11.97, 57.7] as const;
const THERE = [11.971, 57.7] as const;

function aGlider(facts: Partial<Parameters<typeof aTaxi>[0]> = {}): Glider {
  const glider = glide(undefined, aTaxi({ at: HERE, fixAt: 0, bearing: 90, ...facts }), { at: 0, speed: 1 });
  if (!glider) throw new Error('it has a fix');
  return glider;
}

function moved(known: Glider, facts: Parameters<typeof aTaxi>[0], moment = { at: 1_000, speed: 1 }): Glider {
  const glider = glide(known, aTaxi({ at: THERE, fixAt: 4_000, bearing: 90, ...facts }), moment);
  if (!glider) throw new Error('it has a fix');
  return glider;
}

describe('a taxi on the map', () => {
  it('is not shown before its first fix, and then where it was taken', () => {
    expect(glide(undefined, aTaxi(), { at: 0, speed: 1 })).toBeUndefined();
    expect(poseAt(aGlider(), 0)).toEqual({ ...toWorld(HERE), bearing: 90 });
  });

  it('glides to its next fix over about the time between them, and stays there', () => {
    const glider = moved(aGlider(), {});

    expect(glider.endsAt - glider.startsAt).toBeCloseTo(4_600, 6);
    expect(poseAt(glider, 1_000)).toMatchObject(toWorld(HERE));
    expect(poseAt(glider, 3_300).x).toBeCloseTo((toWorld(HERE).x + toWorld(THERE).x) / 2, 12);
    expect(poseAt(glider, 60_000)).toMatchObject(toWorld(THERE));
    expect([isGliding(glider, 3_000), isGliding(glider, 6_000)]).toEqual([true, false]);
  });

  it('is as much quicker as the city', () => {
    const glider = moved(aGlider(), {}, { at: 1_000, speed: 4 });

    expect(glider.endsAt - glider.startsAt).toBeCloseTo(1_150, 6);
  });

  it('goes on from where it is shown when a fix comes early', () => {
    const first = moved(aGlider(), {});
    const halfway = poseAt(first, 3_300);

    const second = moved(first, { at: [11.972, 57.7], fixAt: 8_000 }, { at: 3_300, speed: 1 });

    expect(poseAt(second, 3_300)).toEqual(halfway);
  });

  it('does not start again when only something else of it changed', () => {
    const glider = moved(aGlider(), {});

    const busy = moved(glider, { doing: 'ON_TRIP' }, { at: 2_000, speed: 1 });

    expect(busy.taxi.doing).toBe('ON_TRIP');
    expect(busy).toMatchObject({ startsAt: glider.startsAt, endsAt: glider.endsAt });
  });

  it.each([
    ['the way is not known', { fixAt: 60_000 }],
    ['it is too far', { at: [12.1, 57.7] as const }],
  ])('is put there at once where %s', (_why, facts) => {
    const glider = moved(aGlider(), facts);

    expect(isGliding(glider, 1_001)).toBe(false);
  });

  it('is put there at once for who does not like movement', () => {
    const glider = moved(aGlider(), {}, { at: 1_000, speed: 1, ...{ still: true } });

    expect(poseAt(glider, 1_000)).toMatchObject(toWorld(THERE));
  });

  it('turns the shorter way round', () => {
    const glider = moved(aGlider({ bearing: 350 }), { bearing: 10 });

    expect(poseAt(glider, 1_250).bearing).toBeCloseTo(360, 6);
    expect(turnBetween(10, 350)).toBe(-20);
    expect(turnBetween(0, 180)).toBe(-180);
  });

  it('points where it drives when nobody says so, and stays as it is when it stands', () => {
    const driving = moved(aGlider(), { bearing: undefined, at: [11.97, 57.701] });
    const standing = moved(driving, { bearing: undefined, at: [11.97001, 57.701], fixAt: 8_000 });

    expect(driving.toBearing).toBeCloseTo(0, 6);
    expect(standing.toBearing).toBeCloseTo(0, 6);
  });
});
