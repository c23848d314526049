import { ordered } from '@hansom/platform-bus';
import { defineService, type Host } from '@hansom/platform-runtime';
import { bookingEvents } from '@hansom/proto-booking';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

import { Announcer } from './announcer.ts';
import { config, settings } from './config.ts';
import { bookingAssigned } from './consumers/booking-assigned.ts';
import { bookingOver } from './consumers/booking-over.ts';
import { bookingReallocating } from './consumers/booking-reallocating.ts';
import { bookingStarted } from './consumers/booking-started.ts';
import { type PositionTrackerContext } from './context.ts';
import { Forwarder } from './forwarder.ts';
import { getLast } from './handlers/get-last.ts';
import { getTrace } from './handlers/get-trace.ts';
import { ingest } from './handlers/ingest.ts';
import { listMoved } from './handlers/list-moved.ts';
import { keepUp } from './keep-up.ts';
import { RecentWriter } from './recent-writer.ts';
import { jobs, jobsOfDriversTable, jobsTable } from './store/jobs.ts';
import { keeps } from './store/keeps.ts';
import { recentFixes, recentFixesTable } from './store/recent-fixes.ts';
import { traces, tracesTable } from './store/traces.ts';
import { TraceKeeper } from './trace-keeper.ts';
import { Trackers } from './trackers.ts';

/** Takes in the positions of drivers, filters them, keeps the trace of each trip. */
export const positionTracker = defineService({
  name: 'position-tracker',
  description: 'Takes in the positions of drivers, filters them, keeps the trace of each trip.',
  owner: { team: 'Geo', contact: 'geo@hansom.example' },
  contract: PositionTrackerServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const store = await openStore(host);
    const recent = recentFixes(await host.table(recentFixesTable));
    const writer = new RecentWriter(recent, host.log);
    const geosearch = host.client(GeosearchServiceDefinition);
    const forwarder = new Forwarder({ geosearch, call: host.call, log: host.log });
    const everyMs = () => host.config.current.announceMs;
    const announcer = new Announcer({ announce: host.announce, effects: host, everyMs });
    const keeper = new TraceKeeper(store.traces);
    const parts = { jobs: store.jobs, recent, keeper, writer, forwarder, announcer };
    const trackers = new Trackers({ ...parts, effects: host, config: () => host.config.current });
    keepUp(host, { trackers, writer, forwarder, announcer });
    const own = { epoch: host.ids.uuid(), clock: host.clock, config: host.config };
    const ctx: PositionTrackerContext = { ...own, trackers, ...store };
    return {
      handlers: {
        ingest: ingest(ctx),
        getLast: getLast(ctx),
        listMoved: listMoved(ctx),
        getTrace: getTrace(ctx),
      },
      consumers: [
        ordered(bookingEvents, {
          'booking.assigned': bookingAssigned(ctx),
          'booking.started': bookingStarted({ ...ctx, keeper }),
          'booking.completed': bookingOver(ctx),
          'booking.cancelled': bookingOver(ctx),
          'booking.no_show': bookingOver(ctx),
          'booking.reallocating': bookingReallocating(ctx),
        }),
      ],
    };
  },
});

async function openStore(host: Host): Promise<Pick<PositionTrackerContext, 'jobs' | 'traces'>> {
  return {
    traces: traces(await host.table(tracesTable)),
    jobs: jobs({
      ofDrivers: await host.contendedTable(jobsOfDriversTable),
      all: await host.contendedTable(jobsTable),
    }),
  };
}
