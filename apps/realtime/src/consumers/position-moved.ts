import { type EventHandler } from '@hansom/platform-bus';
import { type PositionMoved } from '@hansom/proto-position-tracker';

import { type RealtimeContext } from '../context.ts';

/** A rider sees the car of the own ride move, and no other. */
export function positionMoved({ streams }: RealtimeContext): EventHandler<PositionMoved> {
  return ({ type: event, payload }) => {
    const { riderId, bookingId, position, bearingDegrees, speedMetresPerSecond, at } = payload;
    if (!position || !at) return;
    const data = { bookingId, position, bearingDegrees, speedMetresPerSecond };
    streams.tellLatest(riderId, { event, at, data });
  };
}
