import { type Millis } from '@hansom/platform-context';
import { type Check } from '@hansom/platform-health';
import { type Telemetry } from '@hansom/platform-telemetry';

import { type ConsumerFigures, type Consumers } from './consumers.ts';

type Watched = Pick<Consumers, 'figures'>;
type Read = (figures: ConsumerFigures) => number;

/** Owners pass a minute two to four minutes after its end, and groups follow a minute later. */
const MOST_BEHIND_MS: Millis = 15 * 60_000;

const COUNTERS: Readonly<Record<string, [help: string, read: Read]>> = {
  hansom_events_handled_total: ['Events that were handled.', ({ handled }) => handled],
  hansom_events_failures_total: ['Times that a handler of events failed.', ({ failures }) => failures],
  hansom_events_repeats_total: ['Events that were seen before.', ({ repeats }) => repeats],
  hansom_events_fetched_total: ['Events that no bus brought.', ({ fetched }) => fetched],
  hansom_events_expired_total: ['Versions passed over because they expired.', ({ expired }) => expired],
  hansom_events_strays_total: [
    'Events dropped since their owner does not know them.',
    ({ strays }) => strays,
  ],
  hansom_events_unknown_total: [
    'Events of a type that this version does not know.',
    ({ unknown }) => unknown,
  ],
  hansom_events_dropped_total: [
    'Events of the bus that found no room, or were of no use.',
    ({ dropped }) => dropped,
  ],
};

const GAUGES: Readonly<Record<string, [help: string, read: Read]>> = {
  hansom_events_depth: ['Aggregates with events in memory.', ({ depth }) => depth],
  hansom_events_waiting: ['Events that wait on the bus.', ({ waiting }) => waiting],
  hansom_events_pending: [
    'Events that the bus handed out and nobody answered yet.',
    ({ pending }) => pending,
  ],
  hansom_events_parked: ['Events that wait for an operator.', ({ parked }) => parked],
  hansom_events_lag_seconds: ['Age of the last event when it was handled.', ({ lagMs }) => lagMs / 1_000],
  hansom_events_behind_seconds: [
    'Age of the mark up to which all is reached.',
    ({ behindMs }) => behindMs / 1_000,
  ],
};

/** Tells how what a service listens to is doing. */
export function addConsumerMetrics(telemetry: Pick<Telemetry, 'metric'>, consumers: Watched): void {
  const add = (type: 'counter' | 'gauge', table: typeof COUNTERS): void => {
    for (const [name, [help, read]] of Object.entries(table)) {
      telemetry.metric({ name, type, help, read: () => samples(consumers, read) });
    }
  };
  add('counter', COUNTERS);
  add('gauge', GAUGES);
}

/** Fails while events wait for an operator. */
export function parkedCheck(consumers: Watched): Check {
  return {
    name: 'parked-events',
    priority: 'warning',
    run: () => {
      const waiting = consumers.figures().filter(({ parked }) => parked > 0);
      const parked_events = waiting.reduce((sum, { parked }) => sum + parked, 0);
      return {
        ok: parked_events === 0,
        message: `parked in ${namesOf(waiting)}`,
        measurements: { parked_events },
      };
    },
  };
}

/** Fails while a group does not get on: its owner is away, or events fail. */
export function behindCheck(consumers: Watched): Check {
  return {
    name: 'events-behind',
    priority: 'email',
    run: () => {
      const figures = consumers.figures();
      const late = figures.filter(({ behindMs }) => behindMs > MOST_BEHIND_MS);
      const behind_ms = Math.max(0, ...figures.map(({ behindMs }) => behindMs));
      return { ok: late.length === 0, message: `behind in ${namesOf(late)}`, measurements: { behind_ms } };
    },
  };
}

function samples(consumers: Watched, read: Read) {
  return consumers.figures().map((figures) => ({
    labels: { group: figures.group, kind: figures.kind },
    value: read(figures),
  }));
}

function namesOf(figures: readonly ConsumerFigures[]): string {
  return figures.map(({ group }) => group).join(', ');
}
