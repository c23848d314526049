import { aRoadGraph, aStreet } from '../../test/a-road-graph.ts';
import { linesOfGraph } from './lines-of-graph.ts';
import { type StreetLine } from './street-line.ts';

/** Row and column of each point, on the lattice of `aStreet`. */
function courseOf({ points }: StreetLine): string {
  const crossings = points.map(([lng, lat]) => [(lat - 57.7) / 0.0009, (lng - 11.9) / 0.0017]);
  return crossings.map((crossing) => crossing.map(Math.round).join('/')).join(' ');
}

/** Either way round. */
function eitherWay(course: string): unknown {
  return expect.stringMatching(`^(${course}|${course.split(' ').reverse().join(' ')})$`);
}

describe('the lines of a graph', () => {
  it('run through the junctions of a street with others', () => {
    const graph = aRoadGraph(
      aStreet([[0, 0], [0, 1], [0, 2], [0, 3]], { name: 'Long' }), // prettier-ignore
      aStreet([[0, 1], [1, 1]], { name: 'Short' }), // prettier-ignore
    );

    const lines = linesOfGraph(graph);

    const long = lines.filter(({ name }) => name === 'Long');
    expect(long.map(courseOf)).toEqual([eitherWay('0/0 0/1 0/2 0/3')]);
    expect(lines.filter(({ name }) => name === 'Short')).toHaveLength(1);
  });

  it('end where a street forks', () => {
    const graph = aRoadGraph(
      aStreet([[0, 0], [0, 1], [0, 2]], { name: 'Y' }), // prettier-ignore
      aStreet([[0, 1], [1, 1]], { name: 'Y' }), // prettier-ignore
    );

    expect(linesOfGraph(graph).map(courseOf)).toHaveLength(3);
  });

  it('are closed where a street is a ring', () => {
    const graph = aRoadGraph(aStreet([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]])); // prettier-ignore

    const [ring, ...others] = linesOfGraph(graph);

    expect(others).toEqual([]);
    expect(ring?.points).toHaveLength(5);
    expect(ring?.points[0]).toEqual(ring?.points[4]);
  });

  it('change with class and with name', () => {
    const graph = aRoadGraph(
      aStreet([[0, 0], [0, 1]], { name: 'A' }), // prettier-ignore
      aStreet([[0, 1], [0, 2]], { name: 'B' }), // prettier-ignore
      aStreet([[0, 2], [0, 3]], { name: 'B', highway: 'primary' }), // prettier-ignore
    );

    const facts = linesOfGraph(graph).map(({ name, roadClass }) => `${name} ${roadClass}`);

    expect(facts.sort()).toEqual(['A residential', 'B primary', 'B residential']);
  });
});
