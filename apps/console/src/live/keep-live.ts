import { type Millis } from '@hansom/platform-context';
import { type Host } from '@hansom/platform-runtime';

import { type ServiceBoard } from '../services/service-board.ts';
import { type DriverNamesOptions, nameDrivers } from './driver-names.ts';
import { listLive, type ListLiveOptions } from './list-live.ts';
import { type LiveCities } from './live-cities.ts';
import { type LiveCity } from './live-city.ts';
import { type LiveSockets } from './live-sockets.ts';
import { type PositionsOptions, readPositions } from './positions.ts';
import { servicesOf } from './services-of.ts';

/** What a lost event left behind is healed within this. Real time, as all of these. */
const LIST_MS: Millis = 30_000;
const LOOK_FOR_UNLISTED_MS: Millis = 1_000;
const LIST_CITIES_MS: Millis = 60_000;
const MOVE_MS: Millis = 1_000;
const NAME_MS: Millis = 1_000;
const FIGURES_MS: Millis = 1_000;
const SERVICES_MS: Millis = 2_000;
/** Who was never seen is missed by nobody: also while nobody looks. */
const KNOWN_SERVICES_MS: Millis = 30_000;
const SHOW_MS: Millis = 250;
const CHECK_MS: Millis = 5_000;

export interface LiveParts {
  cities: LiveCities;
  sockets: LiveSockets;
  services: ServiceBoard;
  callees: ListLiveOptions & PositionsOptions & DriverNamesOptions;
}

/** The work behind the live cities, and what is told of it. */
export function keepLive(host: Pick<Host, 'loop' | 'telemetry'>, parts: LiveParts): void {
  const { cities, sockets, services, callees } = parts;
  const unlisted = () => cities.all.filter((city) => !city.isListedSince(LIST_MS));
  host.loop('cities', { everyMs: LIST_CITIES_MS, run: () => cities.relisted() });
  host.loop('live lists', {
    everyMs: LOOK_FOR_UNLISTED_MS,
    run: () => forEach(unlisted(), (city) => listLive(city, callees)),
  });
  host.loop('positions', {
    everyMs: MOVE_MS,
    run: () => forEach(cities.lookedAt, (city) => readPositions(city, callees)),
  });
  host.loop('driver names', {
    everyMs: NAME_MS,
    run: () => forEach(cities.lookedAt, (city) => nameDrivers(city, callees)),
  });
  host.loop('figures', { everyMs: FIGURES_MS, run: async () => cities.all.forEach((city) => city.keepUp()) });
  host.loop('services', {
    everyMs: SERVICES_MS,
    run: async () => {
      if (cities.lookedAt.length === 0) return;
      const all = servicesOf(await services.current());
      for (const city of cities.lookedAt) city.board.tellServices(all);
    },
  });
  host.loop('known services', {
    everyMs: KNOWN_SERVICES_MS,
    run: async () => void (await services.current()),
  });
  host.loop('viewers', { everyMs: SHOW_MS, run: async () => sockets.show() });
  host.loop('sessions of viewers', { everyMs: CHECK_MS, run: () => sockets.checkAll() });
  tell(host, parts);
}

/** One city that cannot be asked about holds up no other. */
async function forEach(cities: readonly LiveCity[], work: (city: LiveCity) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(cities.map(work));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

function tell({ telemetry }: Pick<Host, 'telemetry'>, { cities, sockets }: LiveParts): void {
  telemetry.gauge('hansom_console_viewers', 'Pages that look at a city.', () => sockets.count);
  telemetry.gauge('hansom_console_cities', 'Cities that are known live.', () => cities.all.length);
  telemetry.metric({
    name: 'hansom_console_frames_total',
    type: 'counter',
    help: 'Frames that were sent to pages.',
    read: () => sockets.figures.frames,
  });
  telemetry.metric({
    name: 'hansom_console_frame_bytes_total',
    type: 'counter',
    help: 'What those frames were together.',
    read: () => sockets.figures.bytes,
  });
}
