import { HansomError } from '@hansom/platform-errors';
import { type City, ZoneKind } from '@hansom/proto-city';
import { FareLineKind } from '@hansom/proto-common';
import { type FinaliseRequest, type PriceSnapshot } from '@hansom/proto-pricing';

/** The other services, as a spec wants them. */
export interface Others {
  price: PriceSnapshot;
  /** Where each driver was seen last. */
  fixes: Map<string, { lat: number; lng: number; at: number }>;
  /** Whether there is a service area around the pickup. */
  served: boolean;
  /** What a trip comes to. */
  finalFare: bigint;
  /** What pricing was asked to finalise, also in vain. */
  finalised: FinaliseRequest[];
  /** Whether nobody answers for pricing. */
  pricingIsAway: boolean;
  /** Whether nobody answers for position-tracker. */
  positionsAreAway: boolean;
}

/** The services that booking calls: each answers as `others` says now. */
export function calleesOf(others: Others, city: City) {
  return {
    city: {
      findCity: () => {
        const zone = { id: 'gothenburg', name: 'Gothenburg', kind: ZoneKind.SERVICE_AREA };
        const found = {
          $case: 'found' as const,
          value: { city: city, zones: others.served ? [zone] : [] },
        };
        return Promise.resolve({ revision: '1', outcome: found });
      },
    },
    customer: {
      getProfile: ({ riderId }: { riderId: string }) =>
        Promise.resolve({
          profile: {
            riderId,
            phone: '+46700000001',
            name: 'Anna',
            language: 'sv',
            version: 1,
            tenancy: 1 as const,
          },
        }),
    },
    pricing: {
      redeem: ({ token }: { token: string }) =>
        token === 'stale'
          ? Promise.reject(new HansomError('failed_precondition', 'pricing.quote_stale', { description: '' }))
          : Promise.resolve({ price: others.price }),
      finalise: (request: FinaliseRequest) => {
        others.finalised.push(request);
        if (others.pricingIsAway)
          return Promise.reject(new HansomError('unavailable', 'pricing.unavailable', { description: '' }));
        const total = { amountMinor: others.finalFare, currency: 'SEK' };
        const fare = { total, lines: [{ kind: FareLineKind.METER, label: 'Meter', price: total }] };
        return Promise.resolve({
          ...{ fare, distanceMetres: 2_345, durationMs: 400_000, waitingMs: 0, bridged: false },
          tariffId: 'got-2026',
        });
      },
    },
    positions: {
      getLast: ({ driverId }: { driverId: string }) => {
        if (others.positionsAreAway)
          return Promise.reject(
            new HansomError('unavailable', 'position_tracker.unavailable', { description: '' }),
          );
        const fix = others.fixes.get(driverId);
        if (!fix) return Promise.resolve({ recent: [] });
        const last = {
          ...{ seq: 1n, at: new Date(fix.at), position: { lat: fix.lat, lng: fix.lng } },
          ...{ accuracyMetres: 5, speedMetresPerSecond: 8, bearingDegrees: 90 },
        };
        return Promise.resolve({ last, recent: [] });
      },
    },
  };
}
