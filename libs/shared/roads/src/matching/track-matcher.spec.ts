import fc from 'fast-check';

import { buildRoadGraph } from '../build/build-road-graph.ts';
import { type LatLng, METRES_PER_DEGREE, metresBetween } from '../lat-lng.ts';
import { type OsmWay } from '../osm/osm-way.ts';
import { createRouter } from '../routing/router.ts';
import { aWay, crossing, places, streetMaps } from '../../test/street-maps.ts';
import { type Track, type TrackStep } from './places.ts';
import { trackMatcher } from './track-matcher.ts';

function match(ways: readonly OsmWay[], track: Track): (number | undefined)[] {
  const graph = buildRoadGraph([...ways]);
  return trackMatcher(graph, createRouter(graph))(track);
}

/** A point of the lattice, so many metres off to the north. */
function near(row: number, column: number, north = 0): LatLng {
  const { lat, lng } = crossing(row, column);
  return { lat: lat + north / METRES_PER_DEGREE, lng };
}

/** A track through points with 4 s from one to the next, of which each step was seen to be as long as its straight line. */
function seen(...points: [LatLng, ...LatLng[]]): Track {
  const [from, ...tos] = points;
  return { from, steps: tos.map((to, i) => ({ to, millis: 4_000, metres: metresBetween(points[i], to) })) };
}

function unseen(from: LatLng, to: LatLng, millis: number): Track {
  return { from, steps: [{ to, millis }] };
}

function total(metres: readonly (number | undefined)[]): number {
  return metres.reduce<number>((sum, one) => sum + (one ?? NaN), 0);
}

/** A street of four blocks to the east, and one to the north from its middle. */
const STREETS = [
  aWay([[2, 0], [2, 1], [2, 2], [2, 3], [2, 4]]), // prettier-ignore
  aWay([[2, 2], [3, 2], [4, 2]]), // prettier-ignore
];

describe('trackMatcher', () => {
  it('takes the way along the street for one whose points lie beside it, now here, now there', () => {
    const points = Array.from({ length: 9 }, (_, i) => near(2, i / 2, i % 2 === 0 ? 5 : -5));
    const track = seen(near(2, 0, 5), ...points.slice(1));

    const metres = match(STREETS, track);

    expect(total(track.steps.map((step) => step.metres))).toBeGreaterThan(410);
    expect(total(metres)).toBeCloseTo(metresBetween(crossing(2, 0), crossing(2, 4)), 0);
  });

  it('leads round the corner that a gap hides', () => {
    const [metres] = match(STREETS, unseen(near(2, 0), near(4, 2), 30_000));

    const expected =
      metresBetween(crossing(2, 0), crossing(2, 2)) + metresBetween(crossing(2, 2), crossing(4, 2));
    expect(metres).toBeCloseTo(expected, 0);
  });

  it('knows the carriageway by where one came from and went, not by the nearer line', () => {
    const there = aWay([[2, 0], [2, 4]], { oneway: 'yes' }); // prettier-ignore
    const back = aWay([[2.12, 4], [2.12, 0]], { oneway: 'yes' }); // prettier-ignore
    const ends = [aWay([[2, 0], [2.12, 0]]), aWay([[2, 4], [2.12, 4]])]; // prettier-ignore
    const track = seen(near(2.1, 1), near(2.1, 1.5), near(2.1, 2), near(2.1, 2.5));

    const metres = match([there, back, ...ends], track);

    expect(total(metres)).toBeCloseTo(metresBetween(crossing(2, 1), crossing(2, 2.5)), 0);
  });

  it('shares a way by what was seen of it: who stands does not move', () => {
    const standing: TrackStep = { to: near(2, 0.5, 2), millis: 2_000, metres: 0 };
    const track = {
      from: near(2, 0),
      steps: [{ to: near(2, 0.5), millis: 8_000, metres: 55 }, standing, standing, ...seen(near(2, 0.5), near(2, 1)).steps],
    }; // prettier-ignore

    const metres = match(STREETS, track);

    expect(metres.slice(1, 3)).toEqual([0, 0]);
    expect(total(metres)).toBeCloseTo(metresBetween(crossing(2, 0), crossing(2, 1)), 0);
  });

  it('keeps what was seen where there is no street, and finds the street again', () => {
    const track = seen(
      near(2, 0),
      near(2, 0.5),
      near(2.5, 0.5),
      near(3, 0.5),
      near(2.5, 1),
      near(2, 1),
      near(2, 2),
    );

    const metres = match(STREETS, track);

    const off = track.steps.slice(1, 5).map((step) => step.metres);
    expect(metres.slice(1, 5)).toEqual(off);
    expect(metres[0]).toBeCloseTo(metresBetween(crossing(2, 0), crossing(2, 0.5)), 0);
    expect(metres[5]).toBeCloseTo(metresBetween(crossing(2, 1), crossing(2, 2)), 0);
  });

  it('does not know the way through a gap that ends where no street is, or through which no taxi came in that time', () => {
    const offRoad = match(STREETS, unseen(near(2, 0), near(3, 0.5), 30_000));
    const tooFast = match(STREETS, unseen(near(2, 0), near(4, 2), 9_000));

    expect([offRoad, tooFast]).toEqual([[undefined], [undefined]]);
  });

  it('takes no way round the block for one who was seen to move a little', () => {
    const block = aWay([[2, 0], [2, 1], [3, 1], [3, 0], [2, 0]], { oneway: 'yes' }); // prettier-ignore
    const track = seen(near(2, 0.6), near(2, 0.25)); // backwards, as noise has it

    expect(match([block], track)).toEqual(track.steps.map((step) => step.metres));
  });

  it('has nothing to tell of a track without steps', () => {
    expect(match(STREETS, { from: near(2, 0), steps: [] })).toEqual([]);
  });

  it('answers for each step, whatever the streets and the track are: what was seen at most doubled, what was not never too fast', () => {
    const step = fc.record(
      { to: places(), millis: fc.integer({ min: 0, max: 60_000 }), metres: fc.integer({ min: 0, max: 500 }) },
      { requiredKeys: ['to', 'millis'] },
    );
    fc.assert(
      fc.property(streetMaps(), places(), fc.array(step, { maxLength: 12 }), (ways, from, steps) => {
        const metres = match(ways, { from, steps });

        expect(metres).toHaveLength(steps.length);
        steps.forEach(({ metres: was, millis }, i) => {
          if (was === undefined) expect(metres[i] ?? 0).toBeLessThanOrEqual(0.04 * millis);
          else expect(metres[i]).toBeGreaterThanOrEqual(0);
        });
        const all = steps.reduce((sum, { metres: was = 0 }) => sum + was, 0);
        const matched = metres.reduce<number>(
          (sum, one, i) => sum + (steps[i].metres === undefined ? 0 : (one ?? NaN)),
          0,
        );
        expect(matched).toBeLessThanOrEqual(2 * all + 30 * steps.length);
      }),
      { numRuns: 300 },
    );
  });
});
