import { Booking, Payment, Place } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { noContent, route, user } from '@hansom/platform-http';

import { Message } from '../shapes/message.ts';
import { Profile } from '../shapes/profile.ts';

const tags = ['me'];
const access = user('RIDER');

export const SavedPlace = z.object({ name: z.string(), place: Place }).meta({ id: 'SavedPlace' });
const placeName = z.object({ name: z.string().min(1).max(50) });

export const getMe = route({
  ...{ method: 'GET', path: '/v1/me', operation: 'getMe', tags, access },
  summary: 'Reads the rider’s profile.',
  etag: true,
  answers: { 200: Profile },
});

export const updateMe = route({
  ...{ method: 'PATCH', path: '/v1/me', operation: 'updateMe', tags, access },
  summary: 'Changes name or language.',
  description:
    'With `If-Match`, the ETag of what was read, only that version: any other is refused with 412.',
  ...{ ifMatch: 'optional', etag: true },
  body: z.object({ name: z.string().max(100).optional(), language: z.string().max(35).optional() }),
  answers: { 200: Profile },
  errors: ['customer-api.precondition_failed'],
  rateLimit: { limit: 20, windowMs: 60_000 }, // each change of a name costs some writes
});

export const getState = route({
  ...{ method: 'GET', path: '/v1/me/state', operation: 'getState', tags, access },
  summary: 'Reads all that an app needs to show where its rider stands, in one go.',
  answers: {
    200: z.object({
      profile: Profile,
      booking: Booking.optional(),
      owed: z
        .array(Payment)
        .optional()
        .describe('What is still to be paid for earlier rides. Absent while it cannot be told.'),
    }),
  },
});

export const listPlaces = route({
  ...{ method: 'GET', path: '/v1/me/places', operation: 'listPlaces', tags, access },
  summary: 'Lists the saved places.',
  answers: { 200: z.object({ places: z.array(SavedPlace) }) },
});

export const savePlace = route({
  ...{ method: 'PUT', path: '/v1/me/places/{name}', operation: 'savePlace', tags, access },
  summary: 'Saves a place under a name.',
  params: placeName,
  body: Place,
  answers: { 200: SavedPlace },
  errors: ['customer.too_many_places'],
});

export const deletePlace = route({
  ...{ method: 'DELETE', path: '/v1/me/places/{name}', operation: 'deletePlace', tags, access },
  summary: 'Forgets a saved place.',
  params: placeName,
  answers: { 204: noContent },
});

export const listMessages = route({
  ...{ method: 'GET', path: '/v1/me/messages', operation: 'listMessages', tags, access },
  summary: 'Lists what the rider was sent, newest first.',
  query: z.object({ cursor: z.string().max(2_048).optional() }),
  answers: { 200: z.object({ messages: z.array(Message), next: z.string().optional() }) },
});
