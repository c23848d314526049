import { Fare, LatLng, Moment, Money, Place } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';

import { BookingState } from './booking-story.ts';
import { Missing } from './missing.ts';
import { Car } from './person.ts';

export const ACCOUNT_STATES = [
  ...(['APPLIED', 'IN_REVIEW', 'ACTIVE', 'REJECTED', 'SUSPENDED', 'CLOSED'] as const),
] as const;

export const SHIFT_STATES = [
  ...(['FREE', 'OFFERED', 'ACCEPTING', 'EN_ROUTE', 'ARRIVED', 'ON_TRIP'] as const),
  ...(['PAYING', 'BREAK', 'BUSY_STREET', 'ENDED'] as const),
] as const;
const ShiftState = z.enum(SHIFT_STATES);

export const DOCUMENT_KINDS = ['DRIVING_LICENCE', 'TAXI_LICENCE', 'INSURANCE'] as const;

export const StoryDocument = z
  .object({
    kind: z.enum(DOCUMENT_KINDS),
    endsAt: Moment,
    state: z.enum(['GOOD', 'ENDS_SOON', 'ENDED']).describe('Soon: within 30 days.'),
  })
  .meta({ id: 'StoryDocument' });

/** For how long the driver did one thing. */
export const ShiftSpan = z
  .object({
    state: ShiftState,
    from: Moment,
    to: Moment.optional().describe('Absent for what goes on.'),
    bookingId: z.string().optional(),
  })
  .meta({ id: 'ShiftSpan' });

export const StoryShift = z
  .object({
    id: z.string(),
    live: z.boolean().describe('Whether the driver is on it now; else it is the last one.'),
    state: ShiftState,
    stateSince: Moment,
    startedAt: Moment,
    endedAt: Moment.optional(),
    serviceTypes: z.array(z.string()),
    bookingId: z.string().optional().describe('The job at hand.'),
    jobsDone: z.int(),
    ignoredOffers: z.int().describe('Offers in a row that were let pass.'),
    spans: z.array(ShiftSpan).describe('In order. Old ones expire.'),
  })
  .meta({ id: 'StoryShift' });

export const StoryJob = z
  .object({
    bookingId: z.string(),
    state: BookingState,
    lost: z.boolean().describe('Whether it went to another driver, or to none.'),
    riderName: z.string(),
    pickup: Place,
    destination: Place,
    assignedAt: Moment.optional(),
    startedAt: Moment.optional(),
    endedAt: Moment.optional(),
    fare: Fare.optional(),
  })
  .meta({ id: 'StoryJob' });

export const Silence = z
  .object({
    lastFixAt: Moment.optional().describe('Absent without a fix.'),
    silentMs: z.int().optional().describe('City time since then.'),
    gaps: z
      .array(z.object({ from: Moment, to: Moment, lengthMs: z.int() }))
      .describe('Of 30 s and more between fixes of the last five minutes before the last one.'),
  })
  .meta({ id: 'Silence' });

export const LastPosition = z
  .object({
    at: LatLng,
    fixAt: Moment,
    accuracyMetres: z.number(),
    bearingDegrees: z.number().optional(),
    metresPerSecond: z.number().optional(),
  })
  .meta({ id: 'LastPosition' });

/** A driver: who it is, and what the day was. */
export const DriverStory = z
  .object({
    id: z.string(),
    city: z.string(),
    name: z.string(),
    phone: z.string().describe('Masked for staff who may not see it.'),
    account: z.object({ state: z.enum(ACCOUNT_STATES), reason: z.string() }),
    documents: z.array(StoryDocument).describe('Those that count.'),
    renewals: z.array(StoryDocument).describe('Handed in, and not yet looked at.'),
    car: Car.optional(),
    shift: StoryShift.optional(),
    jobs: z.array(StoryJob).describe('Of today and the shift, newest first, at most 50.'),
    takings: z.array(Money).describe('What riders pay for the jobs that were driven, one sum a currency.'),
    silence: Silence.optional(),
    position: LastPosition.optional(),
    missing: z.array(Missing),
  })
  .meta({ id: 'DriverStory' });

export type DriverStory = z.output<typeof DriverStory>;
