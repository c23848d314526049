import { type Call } from '@hansom/platform-rpc';
import { type Booking, BookingState } from '@hansom/proto-booking';
import { type LatLng } from '@hansom/shared-geo';
import { cityOf, requireId } from '@hansom/shared-ids';

import { type DrivenWay } from '../routes/shapes/booking-story.ts';
import { type StoriesContext } from './stories-context.ts';
import { thinned } from './thinned.ts';

type Way = Pick<DrivenWay, 'kind' | 'line'>;

const NOTHING: Way = { kind: 'NONE', line: [] };

/** More than one page of a trace is hours of driving. */
const MOST_PAGES = 5;
const MOST_POINTS = 500;

/** The way that a job's car drives now, is to drive, or drove. */
export async function readWay(ctx: StoriesContext, booking: Booking, call: Call): Promise<Way> {
  if (booking.endedAt) return booking.startedAt ? drivenWay(ctx, booking, call) : NOTHING;
  const { pickup, destination, city } = booking;
  if (!pickup?.at || !destination?.at) return NOTHING;
  if (booking.state !== BookingState.ASSIGNED) {
    return { kind: 'TRIP', line: await lineOf(ctx, { city, from: pickup.at, to: destination.at }, call) };
  }
  const from = await carOf(ctx, booking, call);
  if (!from) return NOTHING;
  return { kind: 'TO_PICKUP', line: await lineOf(ctx, { city, from, to: pickup.at }, call) };
}

async function carOf(
  { positions }: StoriesContext,
  { driverId }: Booking,
  call: Call,
): Promise<LatLng | undefined> {
  const city = cityOf(requireId('driver', driverId, 'driver_id')); // a neighbour's, perhaps
  return (await positions.getLast({ city, driverId }, call)).last?.position;
}

/** Where no road leads there is no line. */
async function lineOf(
  { eta }: StoriesContext,
  ends: { city: string; from: LatLng; to: LatLng },
  call: Call,
): Promise<LatLng[]> {
  const { outcome } = await eta.route({ ...ends, withLine: true }, call);
  return outcome?.$case === 'way' ? outcome.value.line.map(pointOf) : [];
}

async function drivenWay(
  { positions }: StoriesContext,
  { driverId, bookingId, lastSeq: upToSeq }: Booking,
  call: Call,
): Promise<Way> {
  const city = cityOf(requireId('driver', driverId, 'driver_id'));
  const line: LatLng[] = [];
  let afterSeq = 0n;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { fixes, nextAfterSeq } = await positions.getTrace({ city, bookingId, afterSeq, upToSeq }, call); // each page names the next
    line.push(...fixes.flatMap(({ position }) => (position ? [pointOf(position)] : [])));
    if (nextAfterSeq === 0n) break;
    afterSeq = nextAfterSeq;
  }
  return { kind: 'DRIVEN', line: thinned(line, MOST_POINTS) };
}

function pointOf({ lat, lng }: LatLng): LatLng {
  return { lat, lng };
}
