import { type Booking, Actor, bookingEvents, BookingState } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';

import { ACTORS, BOOKING_STATES, type StoryEvent } from '../routes/shapes/booking-story.ts';
import { amount, codecOf, nameOf, plain, traceIdOf } from './wire.ts';

type By = StoryEvent['by'];

/** What happened to a job, in order. */
export function bookingTimeline(events: readonly EventEnvelope[]): StoryEvent[] {
  let before: Booking | undefined;
  return events.map((event) => {
    const after = codecOf(bookingEvents.types, event.type)?.decode(event.payload).booking;
    const told = after ? momentOf(event, { before, after }) : unknown(event);
    before = after ?? before;
    return told;
  });
}

interface Step {
  before: Booking | undefined;
  after: Booking;
}

function momentOf(event: EventEnvelope, step: Step): StoryEvent {
  const by = actorOf(event.type, step);
  return {
    ...unknown(event),
    from: step.before && nameOf(BookingState, BOOKING_STATES, step.before.state),
    to: nameOf(BookingState, BOOKING_STATES, step.after.state),
    by,
    who: personOf(by, step),
    why: whyOf(event.type, step),
  };
}

/** All that can be told of an event without its payload. */
export function unknown(event: EventEnvelope): StoryEvent {
  const { type, version, occurredAt = new Date(0) } = event;
  return {
    at: occurredAt.toISOString(),
    event: type,
    by: 'SYSTEM',
    why: '',
    version,
    traceId: traceIdOf(event),
  };
}

const BY_TYPE: Readonly<Record<string, By>> = {
  'booking.created': 'RIDER',
  'booking.assigned': 'DRIVER',
  'booking.arrived': 'DRIVER',
  'booking.started': 'DRIVER',
};

/** Reasons for which nobody but a timer takes a job from its driver. */
const OF_TIMERS = ['driver_lost', 'waited_too_long'];

function actorOf(type: string, { before, after }: Step): By {
  const endedBy = nameOf(Actor, ACTORS, after.endedBy);
  if (endedBy) return endedBy;
  if (type === 'booking.reallocating') return OF_TIMERS.includes(after.reason) ? 'SYSTEM' : 'DRIVER';
  if (type === 'booking.changed') return before?.attention === after.attention ? 'DRIVER' : 'SYSTEM';
  return BY_TYPE[type] ?? 'SYSTEM';
}

function personOf(by: By, { before, after }: Step): string | undefined {
  if (by === 'RIDER') return after.riderId;
  return by === 'DRIVER' ? after.driverId || before?.driverId || undefined : undefined;
}

function whyOf(type: string, { before, after }: Step): string {
  switch (type) {
    case 'booking.searching':
    case 'booking.reallocating':
      return [`search ${after.searchEpoch}`, ...reasonOf(after)].join(', ');
    case 'booking.assigned':
      return `driver ${after.driverId}, car ${after.vehicleId}`;
    case 'booking.changed':
      return before?.attention === after.attention
        ? 'the driver tried to reach the rider'
        : 'the driver makes no progress to the pickup';
    default:
      return [...(after.fare?.total ? [amount(after.fare.total)] : []), ...reasonOf(after)].join(', ');
  }
}

function reasonOf({ reason }: Booking): string[] {
  return reason ? [plain(reason)] : [];
}
