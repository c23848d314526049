import fc from 'fast-check';

import { buildRoadGraph } from './build/build-road-graph.ts';
import { decodeRoadGraph, encodeRoadGraph, RoadFileError } from './codec.ts';
import { aWay, streetMaps } from '../test/street-maps.ts';

describe('a road graph file', () => {
  it('gives back the graph that was put in', () => {
    fc.assert(
      fc.property(streetMaps(), (ways) => {
        const graph = buildRoadGraph(ways);

        expect(decodeRoadGraph(encodeRoadGraph(graph))).toEqual(graph);
      }),
      { numRuns: 50 },
    );
  });

  it('is read wherever it begins in memory', () => {
    const file = aFile();
    const within = new Uint8Array(file.length + 3);
    within.set(file, 3);

    expect(decodeRoadGraph(within.subarray(3))).toEqual(decodeRoadGraph(file));
  });

  it('is read without a copy', () => {
    const file = Uint8Array.from(aFile());

    expect(decodeRoadGraph(file).points.lat.buffer).toBe(file.buffer);
  });

  it('is refused with any one byte changed', () => {
    const file = aFile();
    for (let i = 0; i < file.length; i++) {
      const damaged = Uint8Array.from(file);
      damaged[i] ^= 0x10;
      expect(() => decodeRoadGraph(damaged)).toThrow(RoadFileError);
    }
  });

  it('is refused when it is cut short or too long', () => {
    const file = aFile();

    expect(() => decodeRoadGraph(file.slice(0, 20))).toThrow('not a road graph: too short');
    expect(() => decodeRoadGraph(file.slice(0, -1))).toThrow(
      /^a damaged road graph: \d+ bytes instead of \d+$/,
    );
    expect(() => decodeRoadGraph(Uint8Array.from([...file, 0]))).toThrow(RoadFileError);
  });

  it('is told from other files and other versions', () => {
    const newer = Uint8Array.from(aFile());
    newer[4] = 9;

    expect(() => decodeRoadGraph(new TextEncoder().encode('x'.repeat(100)))).toThrow('not a road graph');
    expect(() => decodeRoadGraph(newer)).toThrow('a road graph of version 9, and this reads 1');
  });
});

function aFile(): Uint8Array {
  return encodeRoadGraph(buildRoadGraph([aWay([[0, 0], [0, 1], [1, 1]], { name: 'Östra Hamngatan' })])); // prettier-ignore
}
