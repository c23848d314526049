import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { aCall } from '@hansom/platform-rpc/testing';
import { type Booking, BookingState } from '@hansom/proto-booking';
import { type Shift, ShiftState } from '@hansom/proto-shift';

import {
  aBooking,
  aJobFact,
  aShift,
  aShiftFact,
  at,
  bookingId,
  driverId,
  shiftId,
} from '../../test/live-facts.ts';
import { listLive, type ListLiveOptions } from './list-live.ts';
import { LiveCity } from './live-city.ts';

/** Shifts and bookings as their owners have them; those that are over are not listed. */
function someOwners(have: { shifts?: Shift[]; bookings?: Booking[] }) {
  const effects = fakeEffects();
  const { shifts = [], bookings = [] } = have;
  const page = <T>(all: T[], from: string) => ({
    rows: all.slice(Number(from), Number(from) + 1),
    nextPage: Number(from) + 1 < all.length ? String(Number(from) + 1) : '',
  });
  const gone = (): never => {
    throw new HansomError('not_found', 'spec.not_found', { description: 'there is none' });
  };
  const options: ListLiveOptions = {
    call: ({ deadlineMs }) => aCall({ effects, deadlineMs }),
    shift: {
      listLive: async (request) => {
        const live = shifts.filter(({ state }) => state !== ShiftState.ENDED);
        const { rows, nextPage } = page(live, request.page);
        return { shifts: rows, nextPage };
      },
      getShift: async (request) => ({
        shift: shifts.find((one) => one.shiftId === request.shiftId) ?? gone(),
      }),
    },
    booking: {
      listLive: async (request) => {
        const live = bookings.filter(({ endedAt }) => endedAt === undefined);
        const { rows, nextPage } = page(live, request.page);
        return { bookings: rows, nextPage };
      },
      get: async (request) => ({
        booking: bookings.find((one) => one.bookingId === request.bookingId) ?? gone(),
      }),
    },
  };
  return { options, city: new LiveCity('got', effects) };
}

describe('listLive', () => {
  it('tells a city what was live before anybody listened, page by page', async () => {
    const two = { shiftId: shiftId(2), driverId: driverId(2), state: ShiftState.BREAK };
    const { options, city } = someOwners({ shifts: [aShift(), aShift(two)], bookings: [aBooking()] });
    expect(city.isListed).toBe(false);

    await listLive(city, options);

    expect(city.isListed).toBe(true);
    expect(city.now()).toMatchObject({ drivers: { FREE: 1, BREAK: 1 }, riders: { withoutCar: 1 } });
  });

  it('does not put an older row over what an event told', async () => {
    const { options, city } = someOwners({ shifts: [aShift({ version: 3 })] });
    city.heardShift(aShiftFact({ version: 4, state: ShiftState.OFFERED }));

    await listLive(city, options);

    expect(city.now().drivers).toMatchObject({ FREE: 0, OFFERED: 1 });
  });

  it('finds out how that ended of whose end no event came', async () => {
    const ended = { version: 9, state: BookingState.COMPLETED, endedAt: at(1_000) };
    const { options, city } = someOwners({
      shifts: [aShift({ version: 9, state: ShiftState.ENDED })],
      bookings: [aBooking(ended)],
    });
    city.heardShift(aShiftFact());
    city.heardJob(aJobFact());

    await listLive(city, options);

    expect(city.board.live).toEqual({ shifts: [], jobs: [] });
    expect(city.now()).toMatchObject({ drivers: { FREE: 0 }, lastHour: { completed: 1 } });
  });

  it('does not take for over what began while it listed', async () => {
    const { options, city } = someOwners({});
    const listed = listLive(city, options);
    city.heardJob(aJobFact());

    await listed;

    expect(city.board.live.jobs).toEqual([bookingId(1)]);
  });

  it('is not done when somebody does not answer', async () => {
    const { options, city } = someOwners({});
    const refused = () =>
      Promise.reject(new HansomError('unavailable', 'booking.away', { description: 'away' }));

    const listing = listLive(city, { ...options, booking: { ...options.booking, listLive: refused } });

    await expect(listing).rejects.toMatchObject({ code: 'booking.away' });
    expect(city.isListed).toBe(false);
  });
});
