import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { type ContractDefinition, type HandlersOf } from '@hansom/platform-rpc';
import { defineService, type Host, type ServiceDefinition } from '@hansom/platform-runtime';
import { AuthServiceDefinition, Staff, Tokens } from '@hansom/proto-auth';
import { type Booking, bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { City, CityServiceDefinition, ZoneKind } from '@hansom/proto-city';
import { Driver, DriverServiceDefinition } from '@hansom/proto-driver';
import { ListMovedResponse, PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { type Shift, ShiftServiceDefinition } from '@hansom/proto-shift';
import { cellBits, cellOf } from '@hansom/shared-geo';
import { wordsOf } from '@hansom/shared-ids';

import { driverId } from './live-facts.ts';

/** What the services around the console say in a spec. */
export interface SmallCity {
  shifts: Shift[];
  /** The token that whoever signs in gets. */
  token(): Promise<string>;
  /** Tells of a booking as it stands after this. */
  tell(type: 'booking.created', booking: Booking): Promise<void>;
  readonly definitions: ServiceDefinition[];
}

const GOTHENBURG = { lat: 57.7, lng: 11.97 };
const RESOLUTION = 9;

/** Gothenburg with some drivers on shift, where driver 1 is at the opera, and whoever has a link may sign in. */
export function aSmallCity(): SmallCity {
  let booking: Host | undefined;
  const small: SmallCity = {
    shifts: [],
    token: () => Promise.reject(new Error('the spec gives none')),
    tell: async (type, { bookingId: key, version, ...rest }) => {
      const payload = { booking: { bookingId: key, version, ...rest } };
      await booking?.announce(bookingEvents, { type, key, version, payload });
    },
    definitions: [],
  };
  const cell = cellBits(cellOf(GOTHENBURG, RESOLUTION));
  const area = { zone: { id: 'z', name: 'z', kind: ZoneKind.SERVICE_AREA }, cells: [cell] };
  small.definitions.push(
    standIn('auth', AuthServiceDefinition, {
      redeemSignInLink: async () => {
        const accessExpiresAt = new Date(Date.now() + 600_000);
        const tokens = Tokens.fromPartial({ accessToken: await small.token(), accessExpiresAt });
        return { tokens, staff: Staff.fromPartial({ staffId: 'staff_1', name: 'anna', roles: ['OPS.GOT'] }) };
      },
    }),
    standIn('city', CityServiceDefinition, {
      listCities: () => ({ cities: [City.fromPartial({ code: 'got', name: 'Gothenburg' })], revision: '1' }),
      listZones: () => ({ zones: [area], resolution: RESOLUTION, revision: '1' }),
    }),
    standIn('shift', ShiftServiceDefinition, {
      listLive: ({ city }) => ({ shifts: small.shifts.filter((shift) => shift.city === city), nextPage: '' }),
    }),
    standIn('booking', BookingServiceDefinition, (host) => {
      booking = host;
      return { listLive: () => ({ bookings: [], nextPage: '' }) };
    }),
    standIn('driver', DriverServiceDefinition, {
      getDriver: () => ({ driver: Driver.fromPartial({ name: 'Ada', vehicle: { plate: 'ABC123' } }) }),
    }),
    standIn('position-tracker', PositionTrackerServiceDefinition, { listMoved: () => atTheOpera() }),
  );
  return small;
}

function atTheOpera(): ListMovedResponse {
  const [a = 0n, b = 0n, c = 0n, d = 0n] = wordsOf(driverId(1)).map(BigInt);
  return ListMovedResponse.fromPartial({
    ...{ next: 'next', driverHigh: [(a << 32n) | b], driverLow: [(c << 32n) | d] },
    ...{ latE7: [577_112_340], lngE7: [119_631_220], fixedAtMs: [1_000n] },
    ...{ bearingDegrees: [90], speedMetresPerSecond: [10] },
  });
}

/** A service in the place of another, which refuses whatever it was not told. */
function standIn<D extends ContractDefinition>(
  name: string,
  contract: D,
  handlers: Partial<HandlersOf<D>> | ((host: Host) => Partial<HandlersOf<D>>),
): ServiceDefinition {
  const refusals = Object.keys(contract.methods).map((method) => [method, refuse]);
  return defineService({
    ...{ name, description: `Stands in for ${name}.`, contract },
    owner: { team: 'Specs', contact: 'specs@hansom.example' },
    settings: z.object({ consolePort: z.string().optional() }), // it is in the environment of all
    config: z.object({}),
    compose: (host) => {
      const own = typeof handlers === 'function' ? handlers(host) : handlers;
      return { handlers: { ...Object.fromEntries(refusals), ...own } as HandlersOf<D> }; // whatever they take
    },
  });
}

function refuse(): never {
  throw new HansomError('unimplemented', 'spec.not_in_this_spec', { description: 'specs do not ask this' });
}
