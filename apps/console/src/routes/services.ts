import { z } from '@hansom/platform-config';
import { route, user } from '@hansom/platform-http';

import { Missing } from './shapes/missing.ts';
import { ServicePage, ServiceSummary } from './shapes/service-page.ts';

const tags = ['services'];
const access = user();

export const listServices = route({
  ...{ method: 'GET', path: '/v1/services', operation: 'listServices', tags, access },
  summary: 'Lists the services, and how each does.',
  answers: { 200: z.object({ services: z.array(ServiceSummary), missing: z.array(Missing) }) },
});

export const getService = route({
  ...{ method: 'GET', path: '/v1/services/{service}', operation: 'getService', tags, access },
  summary: 'Tells all that a service says of itself, who calls it and whom it calls.',
  params: z.object({ service: z.string().max(64) }),
  answers: { 200: ServicePage },
  errors: ['console.no_service'],
});
