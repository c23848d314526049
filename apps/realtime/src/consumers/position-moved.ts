import { type EventHandler } from '@hansom/platform-bus';
import { type PositionMoved } from '@hansom/proto-position-tracker';

import { type RealtimeContext } from '../context.ts';

/** A rider sees the car of the own ride move, while it is that, and no other. */
export function positionMoved({ streams, rides }: RealtimeContext): EventHandler<PositionMoved> {
  return ({ type: event, payload }) => {
    const { riderId, bookingId, driverId, position, bearingDegrees, speedMetresPerSecond, at } = payload;
    if (!position || !at) return;
    const data = { bookingId, position, bearingDegrees, speedMetresPerSecond };
    const holds = (): boolean => rides.isDrivenBy(bookingId, driverId);
    if (holds()) streams.tellLatest(riderId, { event, at, data, holds });
  };
}
