import { type Instant } from '@hansom/platform-context';

/** An offer wants the driver. */
export interface Claim {
  on: 'claim';
  token: string;
  bookingId: string;
  deadline: Instant;
}

/** An offer has ended, and its token with it. */
export interface ClaimEnd {
  on: 'declined' | 'expired' | 'withdrawn' | 'refused';
  token: string;
}

/** What became of a job, under the token by which the driver has it. */
export interface JobStep {
  on: 'assigned' | 'arrived' | 'started' | 'completed' | 'cancelled' | 'no_show' | 'reallocating';
  token: string;
  bookingId: string;
}

/** The fare of a job is settled: payment says so, or the driver has collected it. */
export interface Settlement {
  on: 'settled' | 'collected';
  bookingId: string;
}

/** What became of the driver's account, by its version. */
export interface AccountChange {
  on: 'suspended' | 'restored';
  accountVersion: number;
}

export interface Simple {
  /** Commands of the driver, then timers. */
  on:
    | 'take_break'
    | 'take_street_hail'
    | 'resume'
    | 'end'
    | 'claim_over'
    | 'paying_over'
    | 'silent'
    | 'time_up';
}

/** What can happen to a shift. */
export type ShiftEvent =
  | Claim
  | { on: 'accept'; token: string }
  | ClaimEnd
  | JobStep
  | Settlement
  | AccountChange
  | Simple;

export type On = ShiftEvent['on'];
