import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from '@hansom/platform-config';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { CityServiceDefinition } from '@hansom/proto-city';

import { city } from '../src/service.ts';

const DOCUMENT: unknown = JSON.parse(
  readFileSync(join(__dirname, '../../../deploy/config/city.json'), 'utf8'),
);
const CENTRAL_STATION = { lat: 57.7089, lng: 11.9735 };

describe('city', () => {
  let running: BootedServices;

  beforeAll(async () => {
    // The folder of configuration of a spec is empty.
    running = await bootServices([{ ...city, config: z.preprocess(() => DOCUMENT, city.config) }]);
  });

  afterAll(() => running.close());

  it('finds Gothenburg by a point and by its code, under one revision', async () => {
    const client = running.client(CityServiceDefinition);

    const { outcome, revision } = await client.findCity({ at: CENTRAL_STATION }, running.call());
    const byCode = await client.getCity({ code: 'got' }, running.call());
    const { cities } = await client.listCities({}, running.call());

    expect(outcome).toMatchObject({ $case: 'found', value: { city: { code: 'got', currency: 'SEK' } } });
    expect(byCode).toEqual({ city: cities[0], revision });
  });

  it('tells the zones of Gothenburg in a message of a few kilobytes', async () => {
    const client = running.client(CityServiceDefinition);

    const { zones, resolution } = await client.listZones({ city: 'got' }, running.call());

    expect(zones.map(({ zone }) => zone?.id)).toEqual([
      'central_station',
      'centre',
      'gothenburg',
      'hisingen',
    ]);
    expect(resolution).toBe(9);
    expect(zones.flatMap(({ cells }) => cells).length).toBeLessThan(1_000);
  });

  it('lets in whom the contract names, and nobody else', async () => {
    const booking = await running.clientAs({ service: 'booking' }, CityServiceDefinition);
    const stranger = await running.clientAs({ service: 'sample-desk' }, CityServiceDefinition);

    const allowed = booking.findCity({ at: { lat: 0, lng: 0 } }, running.call());
    const refused = stranger.findCity({ at: CENTRAL_STATION }, running.call());

    await expect(allowed).resolves.toMatchObject({ outcome: { $case: 'none' } });
    await expect(refused).rejects.toMatchObject({ kind: 'permission_denied' });
  });
});
