import { Job, Moment, Offer, Shift } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

import { DOCUMENTS, Driver, VehicleFacts } from '../shapes/driver.ts';

const tags = ['me'];
const access = user('DRIVER');

export const getMe = route({
  ...{ method: 'GET', path: '/v1/me', operation: 'getMe', tags, access },
  summary: 'Reads the driver’s account.',
  etag: true,
  answers: { 200: Driver },
  errors: ['driver.not_found'],
});

export const getState = route({
  ...{ method: 'GET', path: '/v1/me/state', operation: 'getState', tags, access },
  summary: 'Reads all that an app needs to show where its driver stands, in one go.',
  answers: {
    200: z.object({
      driver: Driver,
      shift: Shift.optional(),
      offers: z.array(Offer),
      job: Job.optional().describe('The one that the driver has; one that is over, until the shift is free.'),
    }),
  },
  errors: ['driver.not_found'],
});

export const addDocument = route({
  ...{ method: 'PUT', path: '/v1/me/documents/{kind}', operation: 'addDocument', tags, access },
  summary: 'Adds a document to the application; once that was approved, hands in a renewal.',
  params: z.object({ kind: z.enum(DOCUMENTS) }),
  body: z.object({ number: z.string().min(1).max(50), expiresAt: Moment }),
  answers: { 200: Driver },
  errors: ['driver.not_found', 'driver.document_expired', 'driver.transition_not_allowed'],
});

export const setVehicle = route({
  ...{ method: 'PUT', path: '/v1/me/vehicle', operation: 'setVehicle', tags, access },
  summary: 'Says which car the driver drives; once the application was approved, hands in another.',
  body: VehicleFacts,
  answers: { 200: Driver },
  errors: [
    'driver.not_found',
    'driver.plate_taken',
    'driver.vehicle_approved',
    'driver.transition_not_allowed',
  ],
});

export const submitApplication = route({
  ...{ method: 'POST', path: '/v1/me/application/submit', operation: 'submitApplication', tags, access },
  summary: 'Hands the application in; one that was rejected, once something in it has changed.',
  answers: { 200: Driver },
  errors: [
    'driver.not_found',
    'driver.application_incomplete',
    'driver.nothing_changed',
    'driver.transition_not_allowed',
  ],
});
