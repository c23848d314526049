import { broadcast, every } from '@hansom/platform-bus';
import { defineService, type Host } from '@hansom/platform-runtime';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { shiftEvents, ShiftServiceDefinition } from '@hansom/proto-shift';

import { Cities } from './cities.ts';
import { config, settings } from './config.ts';
import { shiftChanged } from './consumers/shift-changed.ts';
import { type GeosearchContext } from './context.ts';
import { findNearest } from './handlers/find-nearest.ts';
import { findWithin } from './handlers/find-within.ts';
import { heat } from './handlers/heat.ts';
import { ingest } from './handlers/ingest.ts';
import { ingestPositions } from './handlers/ingest-positions.ts';
import { liveShifts } from './live-shifts.ts';
import { PositionWriter } from './position-writer.ts';
import { keeps } from './store/keeps.ts';
import { lastPositions, lastPositionsTable } from './store/last-positions.ts';

const REFRESH_MS = 1_000;
const WRITE_MS = 500;

/** Finds live drivers near a point. */
export const geosearch = defineService({
  name: 'geosearch',
  description: 'Finds live drivers near a point.',
  owner: { team: 'Geo', contact: 'geo@hansom.example' },
  contract: GeosearchServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const positions = lastPositions(await host.table(lastPositionsTable));
    const cities = new Cities({
      effects: host,
      config: () => host.config.current,
      positions,
      listLive: liveShifts(host.client(ShiftServiceDefinition), host.call),
    });
    const writer = new PositionWriter(positions, {
      effects: host,
      held: () => cities.all(),
      options: () => ({ everyMs: host.config.current.writeMs, staleMs: host.config.current.writeStaleMs }),
    });
    const siblings = host.client(GeosearchServiceDefinition);
    const ctx: GeosearchContext = { clock: host.clock, config: host.config, cities, siblings };
    keepUp(host, cities, writer);
    return {
      handlers: {
        ingest: ingest(ctx),
        ingestPositions: ingestPositions(ctx),
        findNearest: findNearest(ctx),
        findWithin: findWithin(ctx),
        heat: heat(ctx),
      },
      consumers: [broadcast(shiftEvents, every(shiftChanged(ctx)))],
    };
  },
});

/** The work behind the calls, and what is told of it. */
function keepUp(host: Host, cities: Cities, writer: PositionWriter): void {
  host.onClose('cities', () => cities.close());
  host.onClose('last positions', () => writer.flush());
  host.loop('cities', { everyMs: REFRESH_MS, run: () => cities.refresh() });
  host.loop('last positions', { everyMs: WRITE_MS, run: () => writer.writeDue() });
  const { telemetry } = host;
  telemetry.gauge('hansom_geosearch_cities', 'Cities held here.', () => cities.size);
  telemetry.gauge('hansom_geosearch_drivers', 'Drivers on shift with a position.', () => cities.drivers);
  telemetry.gauge('hansom_geosearch_unwritten', 'Last positions to be written.', () => writer.depth);
  telemetry.metric({
    name: 'hansom_geosearch_unwritten_dropped_total',
    type: 'counter',
    help: 'Last positions that the store did not take.',
    read: () => writer.figures.dropped,
  });
}
