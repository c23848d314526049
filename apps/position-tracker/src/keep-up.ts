import { type Host } from '@hansom/platform-runtime';

import { type Announcer } from './announcer.ts';
import { type Forwarder } from './forwarder.ts';
import { type RecentWriter } from './recent-writer.ts';
import { type Trackers } from './trackers.ts';

/** A position reaches geosearch within this, and its call. */
const FORWARD_MS = 75;
const WRITE_MS = 1_000;
const FORGET_MS = 30_000;

interface Parts {
  trackers: Trackers;
  writer: RecentWriter;
  forwarder: Forwarder;
  announcer: Announcer;
}

/** The work behind the calls, and what is told of it. */
export function keepUp(host: Host, { trackers, writer, forwarder, announcer }: Parts): void {
  host.onClose('recent fixes', async () => {
    trackers.noteAll();
    await writer.flush();
  });
  host.loop('forward', {
    everyMs: FORWARD_MS,
    // A city whose geosearch is slow holds up no other.
    run: async () => void forwarder.flush(),
  });
  host.loop('recent fixes', { everyMs: WRITE_MS, run: () => writer.flush() });
  host.loop('forget', {
    everyMs: FORGET_MS,
    run: async () => {
      trackers.forgetIdle();
      announcer.forget();
    },
  });
  tell(host, { trackers, writer, forwarder });
}

function tell({ telemetry }: Host, { trackers, writer, forwarder }: Omit<Parts, 'announcer'>): void {
  telemetry.metric({
    name: 'hansom_fixes_total',
    type: 'counter',
    help: 'Fixes that were judged, by what became of them.',
    read: () => [
      { labels: { outcome: 'good' }, value: trackers.accepted },
      ...Object.entries(trackers.refused).map(([outcome, value]) => ({ labels: { outcome }, value })),
    ],
  });
  telemetry.metric({
    name: 'hansom_positions_forwarded_total',
    type: 'counter',
    help: 'Positions for geosearch, by whether they were sent.',
    read: () => [
      { labels: { outcome: 'sent' }, value: forwarder.figures.sent },
      { labels: { outcome: 'dropped' }, value: forwarder.figures.dropped },
    ],
  });
  telemetry.metric({
    name: 'hansom_recent_fixes_dropped_total',
    type: 'counter',
    help: 'Recent fixes that were not written: no room, or no store.',
    read: () => writer.figures.dropped,
  });
  telemetry.gauge('hansom_tracked_drivers', 'Drivers in memory.', () => trackers.size);
  telemetry.gauge('hansom_positions_waiting', 'Positions to be forwarded.', () => forwarder.depth);
  telemetry.gauge('hansom_recent_fixes_waiting', 'Recent fixes to be written.', () => writer.depth);
}
