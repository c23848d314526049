import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { readRoads } from '@hansom/eta/roads';

import { importCity } from './city.ts';

const CROSSROADS = {
  type: 'FeatureCollection',
  features: [
    aStreet([[11.97, 57.7], [11.98, 57.7], [11.99, 57.7]]), // prettier-ignore
    aStreet([[11.98, 57.69], [11.98, 57.7], [11.98, 57.71]]), // prettier-ignore
  ],
};

function aStreet(coordinates: number[][]) {
  return {
    type: 'Feature',
    properties: { highway: 'residential' },
    geometry: { type: 'LineString', coordinates },
  };
}

describe('hansom city import', () => {
  let data: string;
  let printed: jest.SpyInstance;

  beforeEach(async () => {
    data = await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-'));
    printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });

  afterEach(async () => {
    printed.mockRestore();
    await rm(data, { recursive: true });
  });

  async function imported(name: string, content: string, city = 'abc'): Promise<void> {
    const file = path.join(data, name);
    await writeFile(file, content);
    await importCity(file, { city, data });
  }

  it('writes the graph of a city, and tells what it is of', async () => {
    await imported('ways.json', JSON.stringify(CROSSROADS));

    const graph = await readRoads(path.join(data, 'roads'), 'abc');
    expect(graph).toMatchObject({ nodeCount: 5, edgeCount: 4 });
    const text = printed.mock.calls.join('');
    expect(text).toContain('3 km of streets, 4 stretches between 5 junctions');
    expect(text).toContain('OpenStreetMap contributors');
  });

  it.each([
    ['ways.json', '{', /ways.json: .*JSON/],
    ['ways.geojson', '{}', 'not a GeoJSON FeatureCollection'],
    ['ways.json', JSON.stringify({ ...CROSSROADS, features: [] }), 'needs a street'],
    ['city.osm.pbf', 'some text', 'not an OSM PBF file'],
    ['city.osm', '<osm/>', 'must end in .osm.pbf'],
  ])('says in a line what is wrong with %s of %j', async (name, content, message) => {
    await expect(imported(name, content)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message),
    });
  });

  it('says that there is no such file, and what is no code', async () => {
    const missing = importCity(path.join(data, 'none.json'), { city: 'abc', data });

    await expect(missing).rejects.toMatchObject({ name: 'UsageError' });
    await expect(imported('ways.json', '{}', '../abc')).rejects.toThrow('is not three letters');
  });
});
