import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { config } from '../src/config.ts';
import { buildCatalogue } from '../src/domain/catalogue.ts';

const ROOT = join(__dirname, '../../..');

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}

/** Longitude and latitude of every point of every street. */
function streetPoints(): [lng: number, lat: number][] {
  const network = read('node_modules/geojson-path-finder/test/large-network.json') as {
    features: { geometry: { type: string; coordinates: [number, number][] } }[];
  };
  return network.features.flatMap(({ geometry }) =>
    geometry.type === 'LineString' ? geometry.coordinates : [],
  );
}

describe('Gothenburg in deploy/config', () => {
  const catalogue = buildCatalogue(config.parse(read('deploy/config/city.json')));

  it('has every street of the network in its service area', () => {
    const points = streetPoints();

    const outside = points.filter(
      ([lng, lat]) => !catalogue.find({ lat, lng })?.zones.some(({ kind }) => kind === 'SERVICE_AREA'),
    );

    expect(points.length).toBeGreaterThan(100_000);
    expect(outside).toEqual([]);
  });

  it.each([
    ['the Central Station', { lat: 57.7089, lng: 11.9735 }, ['central_station', 'centre', 'gothenburg']],
    ['Lindholmen', { lat: 57.7075, lng: 11.938 }, ['gothenburg', 'hisingen']],
    ['Slottsskogen', { lat: 57.685, lng: 11.942 }, ['gothenburg']],
  ])('has %s in %j: %j', (_, at, zones) => {
    const place = catalogue.find(at);

    expect(place?.zones.map(({ id }) => id)).toEqual(zones);
  });

  it('ends before Landvetter', () => {
    expect(catalogue.find({ lat: 57.6628, lng: 12.2798 })).toBeUndefined();
  });
});
