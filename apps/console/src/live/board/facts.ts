import { type Instant, type Millis } from '@hansom/platform-context';

import { type Doing, type LiveJob, type Spot, type Sum } from '../protocol.ts';

/** A shift as one of its versions has it. */
export interface ShiftFact {
  readonly shiftId: string;
  readonly version: number;
  readonly driverId: string;
  /** Undefined: it is over. */
  readonly doing: Doing | undefined;
  readonly since: Instant;
  readonly bookingId: string | undefined;
}

/** How a job ended. */
export type JobEnd = 'completed' | 'cancelled' | 'noShow' | 'noDriver' | 'notPaid';

/** A job as one of its versions has it. */
export interface JobFact {
  readonly id: string;
  readonly version: number;
  /** Undefined: it is over. */
  readonly live: LiveJob | undefined;
  readonly pickup: Spot;
  readonly createdAt: Instant;
  /** How it ended, and when. Undefined where it did not, or never was. */
  readonly end: { readonly how: JobEnd; readonly at: Instant } | undefined;
  /** How its search came to an end, and when. Undefined while it searches, and where it never did. */
  readonly search: { readonly matched: boolean; readonly at: Instant } | undefined;
  /** How long its rider waited for the car. Undefined before the ride began: until then there may be another car. */
  readonly wait: { readonly ms: Millis; readonly at: Instant } | undefined;
}

/** What a rider paid. */
export interface PaymentFact {
  readonly paymentId: string;
  readonly at: Instant;
  readonly sum: Sum;
}

/** Where a driver was. */
export interface Position {
  readonly at: Spot;
  readonly fixAt: Instant;
  readonly bearing: number | undefined;
  readonly metresPerSecond: number | undefined;
}

/** What people call a driver and the car. */
export interface DriverName {
  readonly name: string;
  readonly plate: string;
}
