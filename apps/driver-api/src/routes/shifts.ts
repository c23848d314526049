import { Shift } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

const tags = ['shift'];
const access = user('DRIVER');
const idempotent = true;
const answers = { 200: Shift };
const errors = ['shift.transition_not_allowed', 'shift.not_on_shift'];

export const startShift = route({
  ...{ method: 'POST', path: '/v1/shifts', operation: 'startShift', tags, access, idempotent },
  summary: 'Goes on shift. A position younger than 30 s must have been sent before.',
  etag: true,
  body: z.object({ serviceTypes: z.array(z.string().min(1).max(40)).max(10).default([]) }),
  answers: { 201: Shift },
  errors: [
    'shift.account_not_active',
    'shift.documents_expired',
    'shift.no_recent_fix',
    'shift.outside_city',
    'shift.already_on_shift',
    'shift.vehicle_taken',
  ],
});

export const endShift = route({
  ...{ method: 'POST', path: '/v1/shifts/current/end', operation: 'endShift', tags, access, idempotent },
  summary: 'Goes off shift.',
  ...{ answers, errors },
});

export const takeBreak = route({
  ...{ method: 'POST', path: '/v1/shifts/current/break', operation: 'takeBreak', tags, access, idempotent },
  summary: 'Begins a break.',
  ...{ answers, errors },
});

export const resumeShift = route({
  ...{
    method: 'POST',
    path: '/v1/shifts/current/resume',
    operation: 'resumeShift',
    tags,
    access,
    idempotent,
  },
  summary: 'Is free again, after a break or a passenger from the kerb.',
  ...{ answers, errors },
});

export const takeStreetHail = route({
  ...{
    method: 'POST',
    path: '/v1/shifts/current/street-hail',
    operation: 'takeStreetHail',
    tags,
    access,
    idempotent,
  },
  summary: 'Has a passenger from the kerb.',
  ...{ answers, errors },
});
