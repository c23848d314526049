import { Actor, Attention, type Booking, bookingEvents, BookingState } from '@hansom/proto-booking';
import { type EventEnvelope } from '@hansom/proto-common';
import { amountText } from '@hansom/shared-money';

import { ACTORS, BOOKING_STATES, type StoryEvent } from '../routes/shapes/booking-story.ts';
import { codecOf, nameOf, plain, traceIdOf } from './wire.ts';

type By = StoryEvent['by'];

/** Names of drivers by their ids, as far as they are known. */
export type Names = ReadonlyMap<string, string>;

/** What happened to a job, in order. Looks at a driver's way to the pickup that found nothing new are no news. */
export function bookingTimeline(events: readonly EventEnvelope[], names: Names = new Map()): StoryEvent[] {
  let before: Booking | undefined;
  return events.flatMap((event) => {
    const after = codecOf(bookingEvents.types, event.type)?.decode(event.payload).booking;
    if (!after) return [unknown(event)];
    const step = { event, before, after };
    before = after;
    return isNews(step) ? [momentOf(step, names)] : [];
  });
}

interface Step {
  event: EventEnvelope;
  before: Booking | undefined;
  after: Booking;
}

function momentOf(step: Step, names: Names): StoryEvent {
  const by = actorOf(step);
  return {
    ...unknown(step.event),
    from: step.before && nameOf(BookingState, BOOKING_STATES, step.before.state),
    to: nameOf(BookingState, BOOKING_STATES, step.after.state),
    by,
    who: personOf(by, step),
    why: whyOf(step, names),
  };
}

function isNews(step: Step): boolean {
  return step.event.type !== CHANGED || isContact(step) || attentionChanged(step);
}

const CHANGED = 'booking.changed';

/** Whether a driver tried to reach the rider: at the pickup nothing else leaves a job as it is. */
function isContact({ before, after }: Step): boolean {
  if (after.state === BookingState.ARRIVED) return true;
  return after.contactedAt?.getTime() !== before?.contactedAt?.getTime();
}

function attentionChanged({ before, after }: Step): boolean {
  return (before?.attention ?? Attention.UNSPECIFIED) !== after.attention;
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

function actorOf(step: Step): By {
  const { event, after } = step;
  const endedBy = nameOf(Actor, ACTORS, after.endedBy);
  if (endedBy) return endedBy;
  if (event.type === 'booking.reallocating') return OF_TIMERS.includes(after.reason) ? 'SYSTEM' : 'DRIVER';
  if (event.type === CHANGED) return isContact(step) ? 'DRIVER' : 'SYSTEM';
  return BY_TYPE[event.type] ?? 'SYSTEM';
}

function personOf(by: By, { before, after }: Step): string | undefined {
  if (by === 'RIDER') return after.riderId;
  return by === 'DRIVER' ? after.driverId || before?.driverId || undefined : undefined;
}

function whyOf(step: Step, names: Names): string {
  const { event, after } = step;
  switch (event.type) {
    case 'booking.searching':
    case 'booking.reallocating':
      return [`search ${after.searchEpoch}`, ...reasonOf(after)].join(', ');
    case 'booking.assigned':
      return names.get(after.driverId) ?? '';
    case CHANGED:
      return isContact(step) ? 'the driver tried to reach the rider' : attentionTo(after);
    default:
      return [...(after.fare?.total ? [amountText(after.fare.total)] : []), ...reasonOf(after)].join(', ');
  }
}

function attentionTo({ state, attention }: Booking): string {
  return (state === BookingState.ON_TRIP ? SIGN_OF_LIFE : PROGRESS)[attention];
}

const PROGRESS: Readonly<Record<Attention, string>> = {
  [Attention.DRIVER]: 'the driver makes no progress to the pickup, and is asked why',
  [Attention.OPERATORS]: 'the driver still makes no progress to the pickup: somebody should call',
  [Attention.UNSPECIFIED]: 'the driver makes progress again',
  [Attention.UNRECOGNIZED]: '',
};

const SIGN_OF_LIFE: typeof PROGRESS = {
  [Attention.DRIVER]: 'nothing is heard of the car, and the driver is asked why',
  [Attention.OPERATORS]: 'still nothing is heard of the car: somebody should call',
  [Attention.UNSPECIFIED]: 'the car is heard of again',
  [Attention.UNRECOGNIZED]: '',
};

function reasonOf({ reason }: Booking): string[] {
  return reason ? [plain(reason)] : [];
}
