import { type Instant, later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Entering as EnteringOf, nextState, transitionNotAllowed } from '@hansom/platform-schedule';

import { type DispatchConfig } from '../config.ts';
import { type Offer, type OfferFields, type OfferRow, type OfferState } from '../store/offer-aggregate.ts';
import { offerEvent } from '../store/offer-events.ts';

/** What can become of an offer, in which states. */
export const TRANSITIONS = {
  SENT: ['CREATED'],
  UNDELIVERED: ['CREATED'],
  SEEN: ['SENT'],
  ACCEPTED: ['SENT', 'SEEN', 'ACCEPTED'],
  DECLINED: ['SENT', 'SEEN'],
  EXPIRED: ['SENT', 'SEEN'],
  WITHDRAWN: ['CREATED', 'SENT', 'SEEN'],
  CONFIRMED: ['ACCEPTED'],
  REFUSED: ['ACCEPTED'],
} as const satisfies Partial<Record<OfferState, readonly OfferState[]>>;

export type Becoming = keyof typeof TRANSITIONS;
type Entering = EnteringOf<OfferFields, OfferState>;
type Options = { set?: Partial<OfferRow>; timers?: Entering['timers'] };

/** Leads an offer into a state, or refuses, naming the present one. */
export function become(
  offer: Offer,
  to: Becoming,
  { set = {}, timers = [] }: Options = {},
): Entering | HansomError {
  const from: readonly OfferState[] = TRANSITIONS[to];
  if (!from.includes(offer.state)) return transitionNotAllowed('dispatch', offer);
  return { to, set, timers, event: offerEvent(nextState(offer, { to, set })) };
}

interface Circumstances {
  now: Instant;
  config: DispatchConfig;
}

/** Its shift is claimed: the driver may see it, until its time is up. */
export function send(
  offer: Offer,
  { vehicleId, config }: { vehicleId: string; config: DispatchConfig },
): Entering | HansomError {
  const timers = [{ name: 'expire', due: expiry(offer, config) }];
  return become(offer, 'SENT', { set: { vehicle_id: vehicleId }, timers });
}

/** It is on the screen; its time goes on. */
export function see(offer: Offer, { config }: Pick<Circumstances, 'config'>): Entering | HansomError {
  return become(offer, 'SEEN', { timers: [{ name: 'expire', due: expiry(offer, config) }] });
}

/** In time by the server's clock, with some grace. From then on only the booking's verdict ends it: a timer sees to that. */
export function accept(offer: Offer, { now, config }: Circumstances): Entering | HansomError {
  if (now > expiry(offer, config)) return offerExpired();
  return become(offer, 'ACCEPTED', { timers: [{ name: 'settle', due: later(now, config.settleMs) }] });
}

export function expire(offer: Offer): Entering | HansomError {
  return become(offer, 'EXPIRED');
}

/** It could not be sent: its shift was not claimed in time. Not the driver's fault. */
export function undelivered(offer: Offer): Entering | HansomError {
  return become(offer, 'UNDELIVERED', { set: { reason: 'not_sent' } });
}

export function offerExpired(): HansomError {
  const description = 'the time to accept the offer is over';
  return new HansomError('failed_precondition', 'dispatch.offer_expired', { description });
}

export function expiry({ fields }: Offer, { graceMs }: Pick<DispatchConfig, 'graceMs'>): Instant {
  return later(fields.deadline_at, graceMs);
}
