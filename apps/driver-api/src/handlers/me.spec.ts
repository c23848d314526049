import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { HansomError } from '@hansom/platform-errors';
import { Booking, BookingState, PaymentKind } from '@hansom/proto-booking';
import { AccountState, DocumentKind, Driver } from '@hansom/proto-driver';
import { Shift, ShiftState } from '@hansom/proto-shift';

import { type DriverApiContext } from '../context.ts';
import { getMe as route, getState as stateRoute } from '../routes/me.ts';
import { getMe, getState } from './me.ts';

describe('getMe', () => {
  it('shows the renewals that wait beside the documents and the car that count', async () => {
    const [kind, expiresAt] = [DocumentKind.TAXI_LICENCE, new Date(0)];
    const facts = { make: 'Volvo', model: 'V90', colour: 'blue', seats: 4, serviceTypes: ['standard'] };
    const driver = Driver.fromPartial({
      ...{ driverId: 'driver_1', state: AccountState.ACTIVE, version: 8 },
      documents: [{ kind, number: 'old', expiresAt }],
      renewals: [{ kind, number: 'new', expiresAt }],
      vehicle: { ...facts, vehicleId: 'vehicle_1', plate: 'ABC123' },
      vehicleRenewal: { ...facts, vehicleId: 'vehicle_2', plate: 'NEW222' },
    });
    const fakes = { driver: { getDriver: async () => ({ driver }) } };
    const ctx = fakes as unknown as DriverApiContext; // what the route calls

    const { body } = await callRoute(implement(route, getMe(ctx)), { user: aUser({ id: 'driver_1' }) });

    const shown = { kind: 'TAXI_LICENCE', expiresAt: expiresAt.toISOString() };
    expect(body).toMatchObject({
      state: 'ACTIVE',
      documents: [{ ...shown, number: 'old' }],
      renewals: [{ ...shown, number: 'new' }],
      vehicle: { id: 'vehicle_1', plate: 'ABC123' },
      vehicleRenewal: { id: 'vehicle_2', plate: 'NEW222' },
    });
  });
});

const bookingId = 'booking_got_1';
const at = new Date(0);
const fare = { total: { amountMinor: 12_900n, currency: 'SEK' }, lines: [] };

/** What an app is told whose driver's shift stands there, with the job that it is about. */
async function stateOf(state: ShiftState, { active, stored }: { active?: Booking; stored?: Booking } = {}) {
  const shift = Shift.fromPartial({ state, bookingId, startedAt: at, stateSince: at });
  const missing = new HansomError('not_found', 'booking.not_found', { description: 'no such booking' });
  const fakes = {
    driver: { getDriver: async () => ({ driver: Driver.fromPartial({ driverId: 'driver_1' }) }) },
    shift: { getCurrent: async () => ({ shift }) },
    dispatch: { listOpen: async () => ({ offers: [] }) },
    booking: {
      getActive: async () => ({ booking: active }),
      get: async () => (stored ? { booking: stored } : Promise.reject(missing)),
    },
  };
  const ctx = fakes as unknown as DriverApiContext; // what the route calls
  return callRoute(implement(stateRoute, getState(ctx)), { user: aUser({ id: 'driver_1' }) });
}

function aJob(state: BookingState): Booking {
  const place = { at: { lat: 57.7, lng: 11.97 }, label: '' };
  const ends = { pickup: place, destination: place };
  return Booking.fromPartial({ bookingId, state, paymentKind: PaymentKind.CASH, ...ends, fare });
}

describe('getState', () => {
  it('shows the job that the driver has', async () => {
    const { body } = await stateOf(ShiftState.ON_TRIP, { active: aJob(BookingState.ON_TRIP) });

    expect(body.job).toMatchObject({ bookingId, state: 'ON_TRIP' });
  });

  it.each([ShiftState.PAYING, ShiftState.ON_TRIP])(
    'shows a job that is over and not paid, also to whose shift has not heard of it: state %s',
    async (state) => {
      const { body } = await stateOf(state, { stored: aJob(BookingState.COMPLETED) });

      const due = { total: { amount: 12_900, currency: 'SEK' } };
      expect(body.job).toMatchObject({ bookingId, state: 'COMPLETED', payment: 'CASH', fare: due });
    },
  );

  it.each([
    ['is over, and of which the shift is free', ShiftState.FREE, aJob(BookingState.COMPLETED)],
    ['is not there', ShiftState.PAYING, undefined],
  ])('shows no job that %s', async (_, state, stored) => {
    const { body } = await stateOf(state, stored && { stored });

    expect(body).toMatchObject({ shift: { bookingId } });
    expect(body.job).toBeUndefined();
  });
});
