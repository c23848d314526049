import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { type Booking, BookingState } from '@hansom/proto-booking';
import { Fix } from '@hansom/proto-position-tracker';

import { aBooking, BOOKING } from '../../test/a-ride.ts';
import { aStoriesContext, type World } from '../../test/a-stories-context.ts';
import { getWay as route } from '../routes/stories.ts';
import { getWay } from './get-way.ts';

const PICKUP = { lat: 57.7, lng: 11.97 };
const DESTINATION = { lat: 57.69, lng: 11.98 };
const OPEN = { startedAt: undefined, endedAt: undefined };

async function wayOf(booking: Partial<Booking>, over: Partial<World> = {}) {
  const { ctx, effects } = aStoriesContext({ booking: aBooking(booking), ...over });
  const sent = { params: { bookingId: BOOKING }, user: aUser({ roles: ['OPS'] }) };
  return (await callRoute(implement(route, getWay(ctx)), sent, { effects })).body;
}

function fixesAt(...lats: number[]): Fix[] {
  return lats.map((lat) => Fix.fromPartial({ position: { lat, lng: 11.9 } }));
}

describe('getWay', () => {
  it('leads from the car to the pickup while the driver is on the way', async () => {
    const way = await wayOf({ ...OPEN, state: BookingState.ASSIGNED }, { fixes: fixesAt(57.72) });

    expect(way).toEqual({ kind: 'TO_PICKUP', line: [{ lat: 57.72, lng: 11.9 }, PICKUP], missing: [] });
  });

  it.each([BookingState.SEARCHING, BookingState.ARRIVED, BookingState.ON_TRIP])(
    'leads from the pickup to the destination before the end, otherwise (%s)',
    async (state) => {
      expect(await wayOf({ ...OPEN, state })).toEqual({
        kind: 'TRIP',
        line: [PICKUP, DESTINATION],
        missing: [],
      });
    },
  );

  it('is what was driven after the end, from all pages, without points that nobody can tell apart', async () => {
    const way = await wayOf({}, { fixes: fixesAt(57.7, 57.70001, 57.71, 57.72) });

    expect(way).toMatchObject({ kind: 'DRIVEN', line: [{ lat: 57.7 }, { lat: 57.71 }, { lat: 57.72 }] });
  });

  it.each([
    ['a job that ended before the trip', { startedAt: undefined }],
    ['a driver who was never seen', { ...OPEN, state: BookingState.ASSIGNED }],
  ])('is nothing for %s', async (_, booking) => {
    expect(await wayOf(booking)).toEqual({ kind: 'NONE', line: [], missing: [] });
  });

  it('says that the road is not known while eta does not answer', async () => {
    const way = await wayOf({ ...OPEN, state: BookingState.ON_TRIP }, { down: ['eta'] });

    expect(way).toEqual({ kind: 'NONE', line: [], missing: [{ part: 'line', why: 'eta: nobody is there' }] });
  });
});
