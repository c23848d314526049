import { Fare, LatLng, Moment, Money, Place } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';

import { Missing } from './missing.ts';
import { Car, Person } from './person.ts';

export const BOOKING_STATES = [
  ...(['REQUESTED', 'SEARCHING', 'ASSIGNED', 'ARRIVED', 'ON_TRIP'] as const),
  ...(['COMPLETED', 'CANCELLED', 'NO_SHOW', 'EXPIRED', 'FAILED'] as const),
] as const;

export const OFFER_STATES = [
  ...(['CREATED', 'SENT', 'SEEN', 'ACCEPTED', 'CONFIRMED', 'REFUSED'] as const),
  ...(['DECLINED', 'EXPIRED', 'WITHDRAWN', 'UNDELIVERED'] as const),
] as const;

export const PAYMENT_STATES = [
  ...(['CREATED', 'AUTHORISING', 'AUTHORISED', 'AUTH_FAILED', 'VOIDING', 'VOIDED'] as const),
  ...(['CAPTURING', 'CAPTURED', 'CAPTURE_FAILED', 'OUTSTANDING', 'REFUNDING', 'REFUNDED'] as const),
  ...(['PARTIALLY_REFUNDED', 'FORGIVING', 'FORGIVEN'] as const),
  ...(['CASH_AGREED', 'CASH_DUE', 'CASH_COLLECTED', 'CASH_CLOSED'] as const),
] as const;

export const ACTORS = ['RIDER', 'DRIVER', 'SYSTEM', 'OPERATOR'] as const;
const Actor = z.enum(ACTORS);

export const BookingState = z.enum(BOOKING_STATES);

/** A job and all that is known of its price and progress. */
export const StoryBooking = z
  .object({
    id: z.string(),
    city: z.string(),
    state: BookingState,
    live: z.boolean().describe('Whether it is still to be done.'),
    version: z.int(),
    serviceType: z.string(),
    passengers: z.int(),
    rider: Person,
    driver: Person.optional().describe('Who has, or had, the job.'),
    car: Car.optional(),
    pickup: Place,
    destination: Place,
    note: z.string().describe('From the rider to the driver. May be empty.'),
    payment: z.enum(['CASH', 'CARD']),
    quote: Fare.describe('The price as quoted.'),
    fixed: z.boolean().describe('Whether that price holds whatever the meter shows.'),
    fare: Fare.optional().describe('What it costs in the end: the ride, or a fee.'),
    meter: z
      .object({ distanceMetres: z.int(), durationMs: z.int(), bridged: z.boolean() })
      .optional()
      .describe('What was driven, once it is over; `bridged` where a gap of the trace was bridged by road.'),
    createdAt: Moment,
    searchEndsAt: Moment.optional(),
    assignedAt: Moment.optional(),
    arrivedAt: Moment.optional(),
    startedAt: Moment.optional(),
    endedAt: Moment.optional(),
    endedBy: Actor.optional(),
    reason: z.string().describe('Why it was cancelled, failed or lost its driver. May be empty.'),
    reallocations: z.int().describe('How many drivers it has lost.'),
    attention: z
      .enum(['DRIVER', 'OPERATORS'])
      .optional()
      .describe(
        'Who should look after a driver who makes no progress to the pickup, or is silent on the trip.',
      ),
  })
  .meta({ id: 'StoryBooking' });

/** Something that happened, as the outbox of its owner has it. */
export const StoryEvent = z
  .object({
    at: Moment,
    event: z.string().describe('As in `booking.assigned`.'),
    from: z.string().optional().describe('The state before; absent at the beginning.'),
    to: z.string().optional().describe('The state after.'),
    by: Actor,
    who: z.string().optional().describe('The id of the person, where it was one.'),
    why: z.string().describe('For a person: a reason, a driver, a sum. May be empty.'),
    version: z.int(),
    traceId: z.string().optional(),
  })
  .meta({ id: 'StoryEvent' });

export type StoryEvent = z.output<typeof StoryEvent>;

/** An offer and how it ended. */
export const StoryOffer = z
  .object({
    id: z.string(),
    search: z.int().describe('Which search of the job: from 1.'),
    wave: z.int().describe('Which wave of the search: from 1.'),
    place: z.int().describe('Which place in the wave: from 1.'),
    driver: Person,
    state: z.enum(OFFER_STATES),
    open: z.boolean().describe('Whether it can still be accepted.'),
    createdAt: Moment,
    sentAt: Moment.optional(),
    seenAt: Moment.optional(),
    answeredAt: Moment.optional().describe('When the driver accepted or declined.'),
    endedAt: Moment.optional(),
    deadlineAt: Moment,
    ended: z.string().describe('How it ended, for a person. Empty while it is open.'),
    pickupDistanceMetres: z.int(),
    pickupDurationMs: z.int(),
  })
  .meta({ id: 'StoryOffer' });

export const StoryPayment = z
  .object({
    id: z.string(),
    state: z.enum(PAYMENT_STATES),
    cash: z.boolean(),
    method: z.string().describe('For a person, as in `visa 4242` or `cash`.'),
    authorised: Money.optional(),
    captured: Money.optional(),
    refunded: Money.optional(),
    due: Money.optional().describe('What is to be paid in the end.'),
    reason: z.string().describe('Why it failed: a code. May be empty.'),
    events: z.array(StoryEvent),
  })
  .meta({ id: 'StoryPayment' });

/** A line of a journal of the ledger. */
export const LedgerLine = z
  .object({
    at: Moment,
    journal: z.string().describe('As in `capture 1`. The lines of one journal sum to zero.'),
    account: z.string(),
    change: Money.describe('Debits are positive, credits negative.'),
  })
  .meta({ id: 'LedgerLine' });

export const StoryMessage = z
  .object({
    id: z.string(),
    at: Moment,
    channel: z.enum(['SMS']),
    to: z.string().describe('Masked for staff who may not see phone numbers.'),
    kind: z.string().describe('As in `DRIVER_ASSIGNED`.'),
    text: z.string(),
  })
  .meta({ id: 'StoryMessage' });

export const StoryReceipt = z
  .object({ issuedAt: Moment, total: Money, paidBy: z.string(), driverName: z.string(), plate: z.string() })
  .meta({ id: 'StoryReceipt' });

/** A ride from its booking to its receipt. */
export const BookingStory = z
  .object({
    booking: StoryBooking,
    timeline: z.array(StoryEvent).describe('What happened to the job, in order. Old events expire.'),
    offers: z.array(StoryOffer).describe('In the order in which they were made.'),
    payment: StoryPayment.optional(),
    ledger: z.array(LedgerLine),
    messages: z.array(StoryMessage).describe('What the rider was sent about it, oldest first.'),
    receipt: StoryReceipt.optional(),
    traceIds: z.array(z.string()).describe('Of all that happened, without repeats.'),
    missing: z.array(Missing),
  })
  .meta({ id: 'BookingStory' });

export type BookingStory = z.output<typeof BookingStory>;

/** The way of a car. */
export const DrivenWay = z
  .object({
    kind: z
      .enum(['TO_PICKUP', 'TRIP', 'DRIVEN', 'NONE'])
      .describe(
        'From the car to the pickup, from pickup to destination, what was driven, or nothing to draw.',
      ),
    line: z.array(LatLng),
    missing: z.array(Missing),
  })
  .meta({ id: 'DrivenWay' });

export type DrivenWay = z.output<typeof DrivenWay>;
