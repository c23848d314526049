import { type Process } from '@hansom/testing-simulation';
import { City, ZoneKind } from '@hansom/proto-city';
import { FareLineKind, Tenancy } from '@hansom/proto-common';
import { AccountState, DocumentKind, Driver } from '@hansom/proto-driver';
import { PriceSnapshot } from '@hansom/proto-pricing';
import { cityCode, makeId } from '@hansom/shared-ids';

const PICKUP = { lat: 57.7089, lng: 11.9746 };
const YEAR_MS = 365 * 86_400_000;
const DRIVERS = [1, 2] as const;

export type DriverNumber = (typeof DRIVERS)[number];

/** An id of a regional thing, the same for the same number. */
export function idOf(kind: 'booking' | 'driver' | 'vehicle', n: number): string {
  return makeId(kind, `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`, cityCode('got'));
}

/** A city that offers a job to two drivers at once. */
function aCity(): City {
  const amount = { amountMinor: 5_000n, currency: 'SEK' };
  return City.fromPartial({
    ...{ code: 'got', currency: 'SEK' },
    dispatch: {
      ...{ offerTtlMs: 15_000, broadcastCount: 2, batchMs: 2_000, furthestPickupMs: 720_000 },
      ...{ ringsMetres: [1_000], fewestCandidates: 2, searchMs: 180_000 },
    },
    booking: {
      ...{
        arrivalMetres: 150,
        freeWaitingMs: 150_000,
        businessFreeWaitingMs: 300_000,
        freeCancelMs: 120_000,
      },
      ...{ cancelFee: amount, noShowFee: amount, prebookedNoShowFee: amount, reallocations: 2 },
    },
  });
}

function aPrice(): PriceSnapshot {
  const total = { amountMinor: 14_500n, currency: 'SEK' };
  return PriceSnapshot.fromPartial({
    ...{ quoteId: 'quote_got_01', city: 'got', serviceType: 'standard', tariffId: 'got-2026', passengers: 1 },
    fare: { total, lines: [{ kind: FareLineKind.METER, label: 'Meter', price: total }] },
    ...{ pickup: { at: PICKUP, label: 'Nordstan' }, destination: { at: PICKUP, label: 'Nordstan' } },
  });
}

/** The services around the three that are explored, by contract: always there, always the same, and both drivers are near. */
export function neighboursOf({ effects: { clock } }: Process): Record<string, object> {
  const city = aCity();
  return {
    'hansom.city.v1.CityService': {
      listCities: async () => ({ cities: [city], revision: '1' }),
      getCity: async () => ({ city, revision: '1' }),
      findCity: async () => {
        const zones = [{ id: 'got', name: 'Gothenburg', kind: ZoneKind.SERVICE_AREA }];
        return { revision: '1', outcome: { $case: 'found', value: { city, zones } } };
      },
    },
    'hansom.customer.v1.CustomerService': {
      getProfile: async () => ({ profile: { name: 'Anna' } }),
    },
    'hansom.pricing.v1.PricingService': {
      redeem: async () => ({ price: aPrice() }),
    },
    'hansom.position_tracker.v1.PositionTrackerService': {
      getLast: async () => ({ last: { seq: 1n, at: new Date(clock.now()), position: PICKUP }, recent: [] }),
    },
    'hansom.driver.v1.DriverService': {
      getDriver: async ({ driverId }: { driverId: string }) => ({ driver: aDriver(driverId, clock.now()) }),
    },
    'hansom.eta.v1.EtaService': {
      manyToOne: async ({ from }: { from: readonly object[] }) => ({
        ways: from.map(() => ({ found: true, distanceMetres: 500, durationMs: 60_000 })),
      }),
    },
  };
}

function aDriver(driverId: string, now: number): Driver {
  const number = DRIVERS.find((n) => idOf('driver', n) === driverId) ?? 0;
  return Driver.fromPartial({
    ...{ driverId, city: 'got', state: AccountState.ACTIVE, version: 1, tenancy: Tenancy.LIVE },
    vehicle: { vehicleId: idOf('vehicle', number), plate: driverId, seats: 4, serviceTypes: ['standard'] },
    documents: [{ kind: DocumentKind.TAXI_LICENCE, number: '1', expiresAt: new Date(now + YEAR_MS) }],
  });
}

/** Both drivers, as a search near the pickup finds them while they are on shift. */
export function hits(shifts: readonly { shiftId: string; driverId: string }[]): object {
  const hit = { distanceMetres: 500, position: PICKUP, bearingDegrees: 0, fixAgeMs: 0, free: true };
  return { hits: shifts.map(({ shiftId, driverId }) => ({ ...hit, shiftId, driverId })) };
}
