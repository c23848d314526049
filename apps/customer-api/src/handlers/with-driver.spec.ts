import { HansomError } from '@hansom/platform-errors';
import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { Booking, BookingState } from '@hansom/proto-booking';
import { Profile } from '@hansom/proto-customer';
import { Driver } from '@hansom/proto-driver';

import { type CustomerApiContext } from '../context.ts';
import * as bookingRoutes from '../routes/bookings.ts';
import * as meRoutes from '../routes/me.ts';
import { getBooking } from './bookings.ts';
import { getState } from './me.ts';

const user = aUser({ id: 'rider_1', roles: ['RIDER'] });
const DRIVEN = [BookingState.ASSIGNED, BookingState.ARRIVED, BookingState.ON_TRIP];
const OTHERS = [BookingState.SEARCHING, BookingState.COMPLETED, BookingState.CANCELLED, BookingState.NO_SHOW];

/** A rider's booking, and what is known of its driver. */
function aWorld(state: BookingState) {
  const booking = Booking.fromPartial({
    ...{ bookingId: 'booking_1', riderId: user.id, driverId: 'driver_1', vehicleId: 'vehicle_1', state },
    ...{ version: 4, quote: { total: { amountMinor: 100n, currency: 'SEK' } }, createdAt: new Date(0) },
  });
  const vehicle = {
    vehicleId: 'vehicle_1',
    plate: 'ABC123',
    make: 'Volvo',
    model: 'V90',
    colour: 'black',
    seats: 4,
  };
  const driver = Driver.fromPartial({ name: 'Karin', phone: '+46700000002', vehicle });
  const services = {
    customer: { getProfile: async () => ({ profile: Profile.fromPartial({ riderId: user.id }) }) },
    booking: { get: async () => ({ booking }), getActive: async () => ({ booking }) },
    driver: { getDriver: jest.fn(async (_: { driverId: string; vehicleId?: string }) => ({ driver })) },
    payment: { listDebts: async () => ({ payments: [] }) },
  };
  const ctx = services as unknown as CustomerApiContext; // what the handlers use of it
  const params = { bookingId: 'booking_1' };
  return {
    ...{ driver, services },
    reads: () => callRoute(implement(bookingRoutes.getBooking, getBooking(ctx)), { params, user }),
    readsState: () => callRoute(implement(meRoutes.getState, getState(ctx)), { user }),
  };
}

const KARIN = { name: 'Karin', car: { plate: 'ABC123', make: 'Volvo', model: 'V90', colour: 'black' } };

describe('a booking that is read', () => {
  it.each(DRIVEN)('tells who comes and in which car, and nothing more of them (state %s)', async (state) => {
    const { reads, readsState, services } = aWorld(state);
    const { getDriver } = services.driver;

    const [read, stood] = [await reads(), await readsState()];

    const [asked] = getDriver.mock.calls.map(([request]) => request);
    expect(asked).toEqual({ driverId: 'driver_1', vehicleId: 'vehicle_1' });
    expect(read).toMatchObject({ headers: { etag: '"4"' } });
    expect(read.body.driver).toEqual(KARIN);
    expect(stood.body.booking?.driver).toEqual(KARIN);
  });

  it.each(OTHERS)('tells of nobody when nobody comes, or it is over (state %s)', async (state) => {
    const { reads, services } = aWorld(state);
    services.driver.getDriver.mockRejectedValue(new TypeError('who asks?'));

    const { body, headers } = await reads();

    expect(body.driver).toBeUndefined();
    expect(headers).toMatchObject({ etag: '"4"' });
  });

  it('is told without them while they cannot be asked for, and with no ETag by which it would stay so', async () => {
    const { reads, readsState, services } = aWorld(BookingState.ASSIGNED);
    const away = new HansomError('unavailable', 'driver.unavailable', { description: 'is away' });
    services.driver.getDriver.mockRejectedValue(away);

    const [read, stood] = [await reads(), await readsState()];

    expect(read.body).toMatchObject({ id: 'booking_1', driverId: 'driver_1' });
    expect(read.body.driver).toBeUndefined();
    expect(read.headers).not.toHaveProperty('etag');
    expect(stood.body.booking).toMatchObject({ id: 'booking_1' });
  });

  it('is told without them when driver tells of no car, or of another', async () => {
    const [closed, changed] = [aWorld(BookingState.ON_TRIP), aWorld(BookingState.ON_TRIP)];
    delete closed.driver.vehicle;
    if (changed.driver.vehicle) changed.driver.vehicle.vehicleId = 'vehicle_2';

    expect((await closed.reads()).body.driver).toBeUndefined();
    expect((await changed.reads()).body.driver).toBeUndefined();
  });
});
