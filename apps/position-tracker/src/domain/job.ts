import { type Instant } from '@hansom/platform-context';
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

/**
 * Whether a fix taken then belongs to the job's trace: of a running job any fix, as the meter may have started before that is known here;
 * of one that is over only what is inside its trip.
 */
export function traces({ phase, startedAt, endedAt }: Job, at: Instant): boolean {
  if (phase !== 'OVER') return true;
  return startedAt !== undefined && endedAt !== undefined && at >= startedAt && at <= endedAt;
}

/** Whether a fix taken then is of the trip itself. */
export function isOfTrip({ startedAt, endedAt }: Job, at: Instant): boolean {
  return startedAt !== undefined && at >= startedAt && (endedAt === undefined || at <= endedAt);
}
