import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { RobotsServiceDefinition } from '@hansom/proto-robots';
import { buildRoadGraph, encodeRoadGraph } from '@hansom/shared-roads';
import { writeFile } from 'node:fs/promises';

import { robots } from '../src/service.ts';

/** One street, there and back. */
const WAYS = [
  {
    tags: { highway: 'residential' },
    nodes: [
      { id: 1, lat: 57.7, lng: 11.97 },
      { id: 2, lat: 57.71, lng: 11.97 },
      { id: 3, lat: 57.71, lng: 11.99 },
    ],
  },
];

describe('robots', () => {
  let running: BootedServices;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-roads-'));
    await writeFile(path.join(folder, 'got.roads'), encodeRoadGraph(buildRoadGraph(WAYS)));
    const nowhere = 'http://127.0.0.1:9';
    const env = {
      HANSOM_ROBOTS_ROADS: folder,
      HANSOM_ROBOTS_RIDER_API: nowhere,
      HANSOM_ROBOTS_DRIVER_API: nowhere,
    };
    running = await bootServices([robots], { env });
  });

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  it('does not live before the city answers', async () => {
    const client = await running.clientAs({ service: 'console' }, RobotsServiceDefinition);

    expect(await client.getFleet({}, running.call())).toMatchObject({
      driversCount: 0,
      ridesCompletedCount: 0n,
    });
  });
});
