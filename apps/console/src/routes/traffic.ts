import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

import { Rules, TrafficChange, TrafficChanged, TrafficPreview } from './shapes/traffic.ts';

const tags = ['traffic'];
const mayChange = user('OPS.ADMIN');
const service = z.string().min(1).max(64);
const reason = z.string().trim().min(1).max(500).describe('For those who come after: why.');

export const listTrafficChanges = route({
  ...{ method: 'GET', path: '/v1/traffic/changes', operation: 'listTrafficChanges', tags, access: user() },
  summary: 'Gives the rules of all services, and lists who changed what, newest first.',
  query: z.object({
    before: z.coerce.number().int().min(1).optional().describe('As `next` of the answer before.'),
  }),
  answers: {
    200: z.object({
      version: z.int().describe('Of the rules: one more with every change.'),
      rules: z.array(z.object({ service: z.string(), rules: Rules })).describe('Of services that have any.'),
      changes: z.array(TrafficChange),
      next: z.int().optional(),
    }),
  },
});

export const previewTraffic = route({
  ...{ method: 'POST', path: '/v1/traffic/preview', operation: 'previewTraffic', tags, access: user() },
  summary: 'Tells what rules would do. Changes nothing.',
  body: z.object({ service, rules: Rules }),
  answers: { 200: TrafficPreview },
  errors: ['console.no_service'],
});

export const changeTraffic = route({
  ...{ method: 'PUT', path: '/v1/traffic/{service}', operation: 'changeTraffic', tags, access: mayChange },
  summary: 'Replaces the rules of a service.',
  idempotent: true,
  params: z.object({ service }),
  body: z.object({
    basedOn: z.int().min(0).describe('As the preview had it.'),
    reason,
    rules: Rules,
  }),
  answers: { 200: TrafficChanged },
  errors: ['traffic.outdated', 'traffic.invalid_argument', 'console.no_service'],
});

export const undoTrafficChange = route({
  ...{
    method: 'POST',
    path: '/v1/traffic/changes/{version}/undo',
    operation: 'undoTrafficChange',
    tags,
    access: mayChange,
  },
  summary: 'Puts back the rules that a change replaced, unless they were changed again since.',
  idempotent: true,
  params: z.object({ version: z.coerce.number().int().min(1) }),
  body: z.object({ reason }),
  answers: { 200: TrafficChanged },
  errors: ['console.no_such_change', 'console.changed_since', 'traffic.outdated'],
});
