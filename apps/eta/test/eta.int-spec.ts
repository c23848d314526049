import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { EtaServiceDefinition } from '@hansom/proto-eta';

import { eta } from '../src/service.ts';

const CENTRAL_STATION = { lat: 57.7089, lng: 11.9735 };
const LISEBERG = { lat: 57.6952, lng: 11.9922 };

describe('eta', () => {
  let running: BootedServices;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-spec-'));
    running = await bootServices([eta], { env: { HANSOM_ROADS: folder } });
  });

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  it('drives through Gothenburg, whose streets come with it', async () => {
    const client = running.client(EtaServiceDefinition);
    const request = { city: 'got', from: CENTRAL_STATION, to: LISEBERG, withLine: true };

    const { outcome } = await client.route(request, running.call());
    const { ways } = await client.manyToOne(
      { city: 'got', from: [CENTRAL_STATION, LISEBERG], to: LISEBERG },
      running.call(),
    );

    const way = outcome?.$case === 'way' ? outcome.value : undefined;
    expect(way?.distanceMetres).toBeGreaterThan(1_900);
    expect(way?.distanceMetres).toBeLessThan(5_000);
    expect(way?.line.length).toBeGreaterThan(20);
    expect(ways[0]).toMatchObject({ found: true, durationMs: way?.durationMs });
    expect(ways[1]).toMatchObject({ found: true, durationMs: 0 });
  });

  it('tells a caller that a city has no roads', async () => {
    const client = running.client(EtaServiceDefinition);
    const request = { city: 'xyz', from: CENTRAL_STATION, to: LISEBERG, withLine: false };

    await expect(client.route(request, running.call())).rejects.toMatchObject({ code: 'eta.no_roads' });
  });

  it('lets in whom the contract names, and nobody else', async () => {
    const dispatch = await running.clientAs({ service: 'dispatch' }, EtaServiceDefinition);
    const booking = await running.clientAs({ service: 'booking' }, EtaServiceDefinition);
    const request = { city: 'got', from: [LISEBERG], to: LISEBERG };

    await expect(dispatch.manyToOne(request, running.call())).resolves.toBeDefined();
    await expect(booking.manyToOne(request, running.call())).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });
});
