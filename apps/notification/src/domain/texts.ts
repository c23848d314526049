import { formatMoney, type Money } from '@hansom/shared-money';
import { type EpochMs, localOf, type TimeZone } from '@hansom/shared-time';

/** All that people are sent is in English so far. */
const LOCALE = 'en-GB';

export type EndedBy = 'rider' | 'driver' | 'operator' | 'system';

/** Who cancelled a job, and the job's reason: of a person, his own words. */
export interface Cancelled {
  by: EndedBy;
  reason: string;
}

export interface Ride {
  zone: TimeZone;
  startedAt: EpochMs;
  endedAt: EpochMs;
  /** Labels of places; may be empty. */
  from: string;
  to: string;
  metres: number;
}

/** What was given back so far, of what, and to which card. */
export interface GivenBack {
  refunded: Money;
  price: Money;
  paidBy: string;
}

/** What people read, by what it is about. */
export const TEXTS = {
  code: (code: string) => `Your Hansom code is ${code}. Tell it to nobody.`,
  driverAssigned: (driver: string, car?: string) =>
    `${driver} is on the way${car === undefined ? '' : ` in a ${car}`}.`,
  driverArrived: (place: string, car?: string) =>
    `Your car is here${at(place)}${car === undefined ? '' : `: ${car}`}.`,
  /** By the booking's reason. */
  driverLost: (reason: string) =>
    `${reason === WAITED_TOO_LONG ? MISSED : 'Your driver cannot come after all.'} We are looking for another one.`,
  cancelled: (cancelled: Cancelled, fee?: Money) => `${cancelledText(cancelled)} ${feeText(fee)}`,
  noShow: (fee?: Money) => `${MISSED} ${feeText(fee)}`,
  noDriver: () => 'We are sorry: no driver was free. You pay nothing.',
  /** By the booking's reason. */
  paymentFailed: (reason: string) => WHY_UNPAID.get(reason) ?? CARD_REFUSED,
  receipt: (ride: Ride, price: Money, paidBy: string) =>
    `Your ride ${whenText(ride)}${wayText(ride)}: ${moneyText(price)}, ${paidText(paidBy)}`,
  feeReceipt: (ride: Pick<Ride, 'zone' | 'startedAt'>, price: Money, paidBy: string) =>
    `The fee for your ride of ${dayText(ride.startedAt, ride.zone)}: ${moneyText(price)}, ${paidText(paidBy)}`,
  refund: (ride: Pick<Ride, 'zone' | 'startedAt'>, { refunded, price, paidBy }: GivenBack) =>
    `We gave back ${moneyText(refunded)} of the ${moneyText(price)} for your ride of ${dayText(ride.startedAt, ride.zone)}, to ${paidBy}.`,
} as const;

/** `paid_by` of what is not paid. */
export const OUTSTANDING = 'outstanding';

/** `paid_by` of what was owed, and need not be paid. */
export const FORGIVEN = 'forgiven';

/** The reason of a booking whose car stood at the pickup until it was given up. */
const WAITED_TOO_LONG = 'waited_too_long';

const MISSED = 'Your driver waited for you, but could not find you.';

const CANCELLED: Record<EndedBy, string> = {
  rider: 'You cancelled your ride.',
  driver: 'Your driver cancelled your ride.',
  operator: 'We had to cancel your ride.',
  system: 'We are sorry: your ride was cancelled, as no driver could come.',
};

/** A new card is what a debt ends by; cash is never refused, and pays no debt. What did not come in time may not be about a card at all. */
const WHY_UNPAID: ReadonlyMap<string, string> = new Map([
  [
    'outstanding',
    'No car was ordered, as you still owe for an earlier ride. Add a card, and what you owe is taken from it; or book again and pay that ride in cash.',
  ],
  [
    'payment_timeout',
    'We are sorry: your booking could not be confirmed in time, so no car was ordered. You pay nothing. Please book again.',
  ],
]);

const CARD_REFUSED = 'Your card was refused, so no car was ordered. Choose another card, or pay in cash.';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

function cancelledText({ by, reason }: Cancelled): string {
  if (by === 'system' && reason === WAITED_TOO_LONG) return `${MISSED} Your ride was cancelled.`;
  return CANCELLED[by];
}

function at(place: string): string {
  return place === '' ? '' : ` at ${place}`;
}

function feeText(fee?: Money): string {
  return fee ? `It costs ${moneyText(fee)}.` : 'You pay nothing.';
}

function paidText(paidBy: string): string {
  if (paidBy === FORGIVEN) return 'nothing more is to be paid.';
  return paidBy === OUTSTANDING ? 'still to be paid.' : `paid by ${paidBy}. Thank you.`;
}

function moneyText(money: Money): string {
  return formatMoney(money, LOCALE).replaceAll('\u00a0', ' '); // a phone wraps where it likes
}

function whenText({ zone, startedAt, endedAt }: Ride): string {
  return `on ${dayText(startedAt, zone)}, ${clockText(startedAt, zone)} to ${clockText(endedAt, zone)}`;
}

function wayText({ from, to, metres }: Ride): string {
  const between = from !== '' && to !== '' ? `, from ${from} to ${to}` : '';
  return `${between} (${(metres / 1000).toFixed(1)} km)`;
}

function dayText(at: EpochMs, zone: TimeZone): string {
  const { day, month } = localOf(at, zone);
  return `${day} ${MONTHS[month - 1]}`;
}

function clockText(at: EpochMs, zone: TimeZone): string {
  const { hour, minute } = localOf(at, zone);
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
