import { waysOfPbf } from './ways-of-pbf.ts';
import { aPbf, type PbfParts } from '../../test/a-pbf.ts';

const NODES = [
  { id: 1, lat: 57.7, lng: 11.9 },
  { id: 2, lat: 57.7000001, lng: 11.95 },
  { id: 7_000_000_000, lat: -33.8, lng: -70.6 },
];
const WAY = { nodes: [1, 2, 7_000_000_000], tags: { highway: 'residential', name: 'Östra Hamngatan' } };

describe('waysOfPbf', () => {
  it.each<[string, Partial<PbfParts>]>([
    ['dense nodes', {}],
    ['plain nodes', { dense: false }],
    ['pieces that are not compressed', { zlib: false }],
    ['another granularity and origin', { granularity: 10, north: 57_000_000_000, east: -1_000_000_000 }],
  ])('reads ways with %s', async (_, parts) => {
    const ways = await waysOfPbf([aPbf({ nodes: NODES, ways: [WAY], ...parts })]);

    expect(ways).toEqual([{ nodes: NODES, tags: WAY.tags }]);
  });

  it('reads chunks of any size', async () => {
    const file = aPbf({ nodes: NODES, ways: [WAY] });
    const bytes = Array.from(file, (_, i) => file.subarray(i, i + 1));

    expect(await waysOfPbf(bytes)).toEqual(await waysOfPbf([file]));
  });

  it('reads a stream', async () => {
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield aPbf({ nodes: NODES, ways: [WAY] });
    }

    expect(await waysOfPbf(stream())).toHaveLength(1);
  });

  it('leaves out what is no street', async () => {
    const river = { nodes: [1, 2], tags: { waterway: 'river' } };

    expect(await waysOfPbf([aPbf({ nodes: NODES, ways: [river] })])).toEqual([]);
  });

  it('cuts a way at nodes that the file does not hold', async () => {
    const nodes = [...NODES, { id: 7_000_000_001, lat: 1, lng: 1 }];
    const way = { ...WAY, nodes: [5, 1, 2, 6, 7, 1, 8, 7_000_000_000, 7_000_000_001] };

    const ways = await waysOfPbf([aPbf({ nodes, ways: [way] })]);

    expect(ways.map((piece) => piece.nodes.map(({ id }) => id))).toEqual([[1, 2], [7_000_000_000, 7_000_000_001]]); // prettier-ignore
  });

  it('holds more nodes than it first makes room for', async () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => ({ id: i + 1, lat: i / 100, lng: 0 }));
    const way = { ...WAY, nodes: [1, 2_500, 5_000] };

    const [found] = await waysOfPbf([aPbf({ nodes, ways: [way] })]);

    expect(found.nodes).toEqual([nodes[0], nodes[2_499], nodes[4_999]]);
  });

  it.each([
    ['nothing', new Uint8Array(), 'it is empty'],
    ['text', new TextEncoder().encode('<?xml version="1.0"?><osm/>'), 'a piece of 1010792557 bytes'],
    ['zeros', new Uint8Array(64), 'not packed with zlib'],
    ['a file that is cut short', aPbf({ nodes: NODES, ways: [WAY] }).slice(0, -3), 'that is cut short'],
    ['a file without its header', aPbf({ header: false }), 'it has no header'],
    ['a file of history', aPbf({ features: ['HistoricalInformation'] }), 'that needs HistoricalInformation'],
    ['nodes out of order', aPbf({ nodes: NODES.toReversed() }), 'not sorted by id'],
    ['nodes behind ways', aPbf({ nodes: NODES, ways: [WAY], again: true }), 'nodes behind ways'],
    ['a damaged piece', damaged(aPbf({ nodes: NODES, ways: [WAY] })), 'damaged'],
  ])('refuses %s', async (_, file, message) => {
    await expect(waysOfPbf([file])).rejects.toMatchObject({
      name: 'OsmFileError',
      message: expect.stringContaining(message),
    });
  });

  it('lets pass what a stream throws', async () => {
    const failure = new Error('disk');
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield aPbf({}).subarray(0, 9);
      throw failure;
    }

    await expect(waysOfPbf(stream())).rejects.toBe(failure);
  });
});

/** With compressed bytes changed near the end. */
function damaged(file: Uint8Array): Uint8Array {
  return file.map((byte, i) => (i > file.length - 40 && i < file.length - 10 ? byte ^ 0xff : byte));
}
