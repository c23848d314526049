import { Job, Offer, Shift } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

const access = user('DRIVER');
const idempotent = true;
const offerTags = { tags: ['offers'], access, params: z.object({ offerId: z.string().max(100) }) };
const ofJob = { tags: ['jobs'], access, params: z.object({ bookingId: z.string().max(100) }) };
const jobTags = { ...ofJob, idempotent: true as const };
const underOffer = { offerId: z.string().max(100) };
const answers = { 200: Job };
const errors = ['booking.not_found', 'booking.offer_mismatch', 'booking.transition_not_allowed'];

export const acceptOffer = route({
  ...{
    method: 'POST',
    path: '/v1/offers/{offerId}/accept',
    operation: 'acceptOffer',
    ...offerTags,
    idempotent,
  },
  summary: 'Accepts an offer; 200 means that the driver has the job.',
  answers: { 200: z.object({ offer: Offer, job: Job }) },
  errors: [
    'dispatch.not_found',
    'dispatch.offer_taken',
    'dispatch.offer_expired',
    'dispatch.offer_over',
    'booking.cancelled',
  ],
});

export const declineOffer = route({
  ...{
    method: 'POST',
    path: '/v1/offers/{offerId}/decline',
    operation: 'declineOffer',
    ...offerTags,
    idempotent,
  },
  summary: 'Declines an offer. One that is over already is no error.',
  answers: { 200: Offer },
  errors: ['dispatch.not_found'],
});

export const markOfferSeen = route({
  ...{ method: 'POST', path: '/v1/offers/{offerId}/seen', operation: 'markOfferSeen', ...offerTags },
  summary: 'Says that the offer is on the screen.',
  answers: { 200: Offer },
  errors: ['dispatch.not_found'],
});

export const getJob = route({
  ...{ method: 'GET', path: '/v1/bookings/{bookingId}', operation: 'getJob', ...ofJob },
  summary: 'Reads a job that the driver has or had, also one that is over: its fare says what is to be paid.',
  etag: true,
  answers,
  errors: ['booking.not_found'],
});

export const arrive = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/arrive', operation: 'arrive', ...jobTags },
  summary: 'Is at the pickup.',
  body: z.object(underOffer),
  answers,
  errors: [...errors, 'booking.not_at_pickup'],
});

export const logContact = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/contact', operation: 'logContact', ...jobTags },
  summary: 'Tried to reach the rider.',
  body: z.object({ ...underOffer, channel: z.enum(['call', 'message']) }),
  ...{ answers, errors },
});

export const startTrip = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/start', operation: 'startTrip', ...jobTags },
  summary: 'Starts the meter.',
  body: z.object(underOffer),
  answers,
  errors: [...errors, 'booking.not_at_pickup'],
});

export const reportNoShow = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/no-show', operation: 'reportNoShow', ...jobTags },
  summary: 'The rider is not there.',
  body: z.object(underOffer),
  answers,
  errors: [...errors, 'booking.too_early', 'booking.no_contact_attempt'],
});

export const completeTrip = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/complete', operation: 'completeTrip', ...jobTags },
  summary: 'Ends the trip. Send all buffered positions first.',
  body: z.object({ ...underOffer, lastSeq: z.int().min(1).describe('Number of the trip’s last position.') }),
  ...{ answers, errors, deadlineMs: 8_000 },
});

export const cancelJob = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/cancel', operation: 'cancelJob', ...jobTags },
  summary: 'Gives the job back.',
  body: z.object({ ...underOffer, reason: z.string().max(200).default('') }),
  ...{ answers, errors },
});

export const collectCash = route({
  ...{ method: 'POST', path: '/v1/bookings/{bookingId}/collected', operation: 'collectCash', ...jobTags },
  summary: 'Has the fare: in cash, or the card has paid.',
  answers: { 200: Shift },
  errors: [
    'payment.transition_not_allowed',
    'payment.not_found',
    'shift.transition_not_allowed',
    'shift.not_on_shift',
  ],
});
