import { later } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';
import { type Creation } from '@hansom/platform-schedule';
import { type Booking, PaymentKind } from '@hansom/proto-booking';
import { Tenancy } from '@hansom/proto-common';
import { cityCode, makeId } from '@hansom/shared-ids';

import { type DispatchContext } from './context.ts';
import { become, send } from './domain/decisions.ts';
import { type Candidate } from './matching/candidates.ts';
import { type OfferFields, type OfferRow, type OfferState } from './store/offer-aggregate.ts';
import { offerEvent } from './store/offer-events.ts';
import { type Place } from './store/slots.ts';

/** A job, a driver for it, and the place of the wave in which it is offered. */
export interface Proposal {
  job: Booking;
  candidate: Candidate;
  place: Place;
  /** How many places the wave has. */
  places: number;
  /** How long the driver has. */
  ttlMs: number;
}

export type Made = 'sent' | 'place_taken' | 'shift_busy';

/**
 * Offers a job: the place is taken, the offer created, the shift claimed under its id; only then is it sent. Who dies between two of these
 * leaves an offer that is given up after some seconds, and a claim that its own timer ends.
 */
export async function makeOffer(ctx: DispatchContext, proposal: Proposal, call: Call): Promise<Made> {
  const { job, candidate, place, places, ttlMs } = proposal;
  const offerId = makeId('offer', ctx.ids.uuid(), cityCode(job.city));
  const deadline = later(ctx.clock.now(), ttlMs);
  if (!(await ctx.slots.take(place, { offerId, places, deadline }))) return 'place_taken';
  await ctx.driverOffers.note(candidate.driverId, offerId, ctx.clock.now());
  const row = rowOf(proposal, { created_at: ctx.clock.now(), deadline_at: deadline });
  await ctx.offers.create(offerId, creationOf(ctx, offerId, row), call);
  const claim = {
    shiftId: candidate.shiftId,
    offerId,
    bookingId: job.bookingId,
    deadlineAt: new Date(deadline),
  };
  const { outcome } = await ctx.shift.claim(claim, call);
  if (outcome?.$case !== 'claimed') {
    const set = { reason: 'dispatch.shift_busy' };
    await ctx.offers.transition(offerId, { decide: (offer) => become(offer, 'WITHDRAWN', { set }) }, call);
    return 'shift_busy';
  }
  const { vehicleId } = outcome.value;
  await ctx.offers.transition(
    offerId,
    { decide: (offer) => send(offer, { vehicleId, config: ctx.config.current }) },
    call,
  );
  return 'sent';
}

function creationOf(ctx: DispatchContext, id: string, row: OfferRow): Creation<OfferFields, OfferState> {
  const due = later(row.created_at, ctx.config.current.sendMs);
  return {
    to: 'CREATED',
    set: row,
    event: offerEvent({ id, version: 1, state: 'CREATED', fields: row }),
    timers: [{ name: 'undelivered', due }],
  };
}

function rowOf(
  { job, candidate, place }: Proposal,
  times: Pick<OfferRow, 'created_at' | 'deadline_at'>,
): OfferRow {
  return {
    ...times,
    city: job.city,
    tenancy: job.tenancy === Tenancy.ROBOT ? 'robot' : 'live',
    booking_id: job.bookingId,
    search_epoch: place.searchEpoch,
    wave: place.wave,
    slot: place.slot,
    shift_id: candidate.shiftId,
    driver_id: candidate.driverId,
    vehicle_id: '',
    ...pickupOf(job),
    service_type: job.serviceType,
    passengers: job.passengers,
    payment: job.paymentKind === PaymentKind.CARD ? 'CARD' : 'CASH',
    ...fareOf(job),
    pickup_metres: candidate.pickupMetres,
    pickup_ms: candidate.pickupMs,
  };
}

function pickupOf({ pickup }: Booking) {
  const { lat = NaN, lng = NaN } = pickup?.at ?? {};
  return { pickup_lat: lat, pickup_lng: lng, pickup_label: pickup?.label ?? '' };
}

function fareOf({ quote }: Booking) {
  const { amountMinor = 0n, currency = '' } = quote?.total ?? {};
  return { fare_minor: amountMinor, currency };
}
