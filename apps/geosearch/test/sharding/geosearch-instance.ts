import { staticConfig } from '@hansom/platform-config/testing';
import { type Clock, type Effects } from '@hansom/platform-context';
import { type MeshInstance } from '@hansom/platform-mesh';
import { type ClientOf, createServer, grpcServerTransport, serve } from '@hansom/platform-rpc';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { type Shift } from '@hansom/proto-shift';

import { Cities } from '../../src/cities.ts';
import { config as schema } from '../../src/config.ts';
import { findNearest } from '../../src/handlers/find-nearest.ts';
import { findWithin } from '../../src/handlers/find-within.ts';
import { heat } from '../../src/handlers/heat.ts';
import { ingest } from '../../src/handlers/ingest.ts';
import { ingestPositions } from '../../src/handlers/ingest-positions.ts';
import { toStanding } from '../../src/handlers/mapping.ts';
import { PositionWriter } from '../../src/position-writer.ts';
import { type LastPositions } from '../../src/store/last-positions.ts';

/** What instances share. */
export interface Shared {
  effects: Effects;
  clock: Clock;
  positions: LastPositions;
  /** Who is on shift in a city, as shift lists it. */
  live(city: string): Shift[];
  /** As whoever asks finds them. */
  client: ClientOf<GeosearchServiceDefinition>;
}

export interface GeosearchInstance {
  /** What its lease says. */
  readonly lease: MeshInstance;
  readonly cities: Cities;
  readonly writer: PositionWriter;
  /** Ends without a word: nothing is written. */
  kill(): Promise<void>;
}

/** An instance of geosearch on a free port: its cities, its handlers and its writer over real gRPC, its loops left to the spec. */
export async function geosearchInstance(name: string, shared: Shared): Promise<GeosearchInstance> {
  const effects = { ...shared.effects, clock: shared.clock };
  const config = staticConfig(schema.parse({}));
  const cities = new Cities({
    effects,
    config: () => config.current,
    positions: shared.positions,
    async *listLive(city) {
      yield shared.live(city).map(toStanding);
    },
  });
  const writer = new PositionWriter(shared.positions, {
    effects,
    held: () => cities.all(),
    options: () => ({ everyMs: config.current.writeMs, staleMs: config.current.writeStaleMs }),
  });
  const ctx = { clock: shared.clock, config, cities, siblings: shared.client };
  const handlers = {
    ingest: ingest(ctx),
    ingestPositions: ingestPositions(ctx),
    findNearest: findNearest(ctx),
    findWithin: findWithin(ctx),
    heat: heat(ctx),
  };
  const contracts = [serve(GeosearchServiceDefinition, handlers)];
  const server = createServer({ service: 'geosearch', effects, transport: grpcServerTransport(), contracts });
  const { address } = await server.start();
  return {
    lease: {
      service: 'geosearch',
      instance: name,
      version: 'v1',
      zone: 'a',
      address,
      sharded: true,
      state: 'serving',
    },
    cities,
    writer,
    kill: async () => {
      cities.close();
      await server.close({ graceMs: 0 });
    },
  };
}
