import { type Instant, type Millis } from '@hansom/platform-context';
import { type Tenancy } from '@hansom/platform-identity';

/** `ASSIGNED`: on the way to the rider, and waiting there. `OVER`: however it ended. */
export type Phase = 'ASSIGNED' | 'ON_TRIP' | 'OVER';

/** A job of a driver, as the events of booking tell it. */
export interface Job {
  readonly bookingId: string;
  readonly driverId: string;
  readonly riderId: string;
  readonly city: string;
  readonly tenancy: Tenancy;
  /** Of the booking, when this was told. */
  readonly version: number;
  readonly phase: Phase;
  /** When the meter started. */
  readonly startedAt?: Instant | undefined;
  readonly endedAt?: Instant | undefined;
}

/** Whether the driver has it now. */
export function isRunning({ phase }: Job): boolean {
  return phase !== 'OVER';
}

/** What comes later than this after the end is of no use to whoever reckons the fare. */
const LATE_MS: Millis = 600_000;

/** Whether numbers that say nothing of when they were taken may be of the job. */
export function isInHand(job: Job, now: Instant): boolean {
  return isRunning(job) || (job.endedAt !== undefined && now - job.endedAt <= LATE_MS);
}

/**
 * Whether a fix taken then belongs to the job's trace: of a running job any fix, as the meter may have started before that is known here;
 * of one that is over only what is inside its trip.
 */
export function traces(job: Job, at: Instant): boolean {
  const { startedAt, endedAt } = job;
  if (isRunning(job)) return true;
  return startedAt !== undefined && endedAt !== undefined && at >= startedAt && at <= endedAt;
}

/** Whether a fix taken then is of the trip itself. */
export function isOfTrip({ startedAt, endedAt }: Job, at: Instant): boolean {
  return startedAt !== undefined && at >= startedAt && (endedAt === undefined || at <= endedAt);
}
