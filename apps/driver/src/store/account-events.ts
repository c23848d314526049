import { type EventContent } from '@hansom/platform-schedule';
import {
  DriverApplied,
  DriverApproved,
  DriverClosed,
  DriverRejected,
  DriverRestored,
  DriverSubmitted,
  DriverSuspended,
} from '@hansom/proto-driver';

export type What = 'applied' | 'submitted' | 'approved' | 'rejected' | 'suspended' | 'restored' | 'closed';

const MESSAGES = {
  applied: DriverApplied,
  submitted: DriverSubmitted,
  approved: DriverApproved,
  rejected: DriverRejected,
  suspended: DriverSuspended,
  restored: DriverRestored,
  closed: DriverClosed,
};

/** `driver.<what>`, with the reason where there is one. */
export function accountEvent(
  what: What,
  { city, reason = '' }: { city: string; reason?: string },
): EventContent {
  return { type: `driver.${what}`, payload: MESSAGES[what].encode({ city, reason }).finish() };
}
