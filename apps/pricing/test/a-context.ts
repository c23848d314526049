import { type StaticConfig, staticConfig } from '@hansom/platform-config/testing';
import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { type CityFound, type FindCityResponse, type Zone, ZoneKind } from '@hansom/proto-city';
import { type MatchTrackRequest, type RouteResponse, type TrackStep } from '@hansom/proto-eta';
import { type GetTraceRequest, type GetTraceResponse } from '@hansom/proto-position-tracker';

import { type PricingConfig } from '../src/config.ts';
import { type PricingContext } from '../src/context.ts';
import { livePriceBook } from '../src/live-price-book.ts';
import { quoteSeal } from '../src/quote-seal.ts';
import { quoteKeys, quoteKeysTable } from '../src/store/quote-keys.ts';
import { DELIVERED } from './tariffs.ts';

export const IN_CENTRE = { at: { lat: 57.7089, lng: 11.9735 }, label: 'Central Station' };
export const ON_HISINGEN = { at: { lat: 57.7075, lng: 11.938 }, label: 'Lindholmen' };
export const IN_THE_SOUTH = { at: { lat: 57.685, lng: 11.942 }, label: 'Slottsskogen' };
export const AT_SEA = { at: { lat: 57.5, lng: 11.2 }, label: '' };

/** What the services around say; a spec changes it. */
export interface Around {
  /** By latitude of the point. */
  zones: Map<number, string[]>;
  route: RouteResponse;
  /** How long a step of a track is along the streets. */
  metresOf: (step: TrackStep) => number;
  trace: (request: GetTraceRequest) => GetTraceResponse;
}

export interface SpecContext extends PricingContext {
  effects: FakeEffects;
  config: StaticConfig<PricingConfig>;
  around: Around;
  asked: { tracks: MatchTrackRequest[]; traces: GetTraceRequest[] };
}

/** The context of a handler spec: Gothenburg with its delivered prices, in memory, a clock that the spec moves. */
export async function aContext(
  effects = fakeEffects(),
  store = new SimulatedStore(effects),
): Promise<SpecContext> {
  const { clock, random } = effects;
  const config = staticConfig(DELIVERED);
  const engine = await store.open('pricing');
  const keys = quoteKeys({ table: openTable(engine, quoteKeysTable, effects), clock, random });
  const around: Around = {
    zones: new Map([
      [IN_CENTRE.at.lat, ['central_station', 'centre', 'gothenburg']],
      [ON_HISINGEN.at.lat, ['gothenburg', 'hisingen']],
      [IN_THE_SOUTH.at.lat, ['gothenburg']],
    ]),
    route: { outcome: { $case: 'way', value: { distanceMetres: 5_500, durationMs: 660_000, line: [] } } },
    metresOf: ({ seenMetres = 5_500 }) => seenMetres,
    trace: () => ({ fixes: [], complete: true, nextAfterSeq: 0n }),
  };
  const asked: SpecContext['asked'] = { tracks: [], traces: [] };
  return {
    ...effects,
    effects,
    config,
    prices: livePriceBook(config),
    seal: quoteSeal(keys, clock),
    around,
    asked,
    city: {
      findCity: ({ at }) => Promise.resolve(found(around.zones.get(at?.lat ?? 0))),
      getCity: () => Promise.resolve({ city: GOTHENBURG, revision: '1' }),
    },
    eta: {
      route: () => Promise.resolve(around.route),
      matchTrack: (request) => {
        asked.tracks.push(request);
        return Promise.resolve({ stepMetres: request.steps.map((step) => around.metresOf(step)) });
      },
    },
    tracker: {
      getTrace: (request) => {
        asked.traces.push(request);
        return Promise.resolve(around.trace(request));
      },
    },
  };
}

export const GOTHENBURG: NonNullable<CityFound['city']> = {
  code: 'got',
  name: 'Gothenburg',
  timeZone: 'Europe/Stockholm',
  currency: 'SEK',
  homeRegion: 'local',
  homeEpoch: 1,
  neighbours: [],
  serviceTypes: [
    { id: 'standard', name: 'Standard', seats: 4 },
    { id: 'premium', name: 'Premium', seats: 4 },
    { id: 'large', name: 'Large', seats: 7 },
  ],
  dispatch: undefined,
  booking: undefined,
};

function found(zones: readonly string[] | undefined): FindCityResponse {
  if (!zones) return { revision: '1', outcome: { $case: 'none', value: {} } };
  return {
    revision: '1',
    outcome: { $case: 'found', value: { city: GOTHENBURG, zones: zones.map(zoneOf) } },
  };
}

function zoneOf(id: string): Zone {
  const kind = id === 'gothenburg' ? ZoneKind.SERVICE_AREA : ZoneKind.PRICING;
  return { id, name: id, kind };
}
