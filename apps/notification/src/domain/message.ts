import { type Instant } from '@hansom/platform-context';

export type Kind =
  | 'CODE'
  | 'DRIVER_ASSIGNED'
  | 'DRIVER_ARRIVED'
  | 'DRIVER_LOST'
  | 'CANCELLED'
  | 'NO_DRIVER'
  | 'PAYMENT_FAILED'
  | 'RECEIPT';

/** What somebody is to read. */
export interface Message {
  /** The same whenever the same is said again. */
  id: string;
  phone: string;
  kind: Kind;
  text: string;
  /** When what it tells happened: the same whenever it is said again. */
  sentAt: Instant;
  /** Whom and which job it is about; nobody and none for a code. */
  riderId?: string | undefined;
  bookingId?: string | undefined;
}

/** What means nothing any more when it comes late. */
const FLEETING: readonly Kind[] = ['DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'DRIVER_LOST'];

export function isFleeting(kind: Kind): boolean {
  return FLEETING.includes(kind);
}
