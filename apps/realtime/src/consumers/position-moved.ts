import { type EventHandler } from '@hansom/platform-bus';
import { type PositionMoved } from '@hansom/proto-position-tracker';

import { type RealtimeContext } from '../context.ts';

/** A rider sees the car of the own ride move, while it is that, and no other. */
export function positionMoved({ streams, rides }: RealtimeContext): EventHandler<PositionMoved> {
  return ({ type: event, payload }) => {
    const { riderId, bookingId, driverId, position, at } = payload;
    if (!position || !at) return;
    const data = { bookingId, position, ...measured(payload) };
    const holds = (): boolean => rides.isDrivenBy(bookingId, driverId);
    if (holds()) streams.tellLatest(riderId, { event, at, data, holds });
  };
}

/** Negative is what was not measured: an app is not told of it. */
function measured({ bearingDegrees, speedMetresPerSecond }: PositionMoved) {
  return {
    ...(bearingDegrees >= 0 && { bearingDegrees }),
    ...(speedMetresPerSecond >= 0 && { speedMetresPerSecond }),
  };
}
