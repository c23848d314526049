import { z } from '@hansom/platform-config';

import { open } from '../routes/access.ts';
import { implement, type Implemented } from '../routes/handler.ts';
import { route, type RouteDefinition } from '../routes/route.ts';
import { openApi } from './openapi.ts';

/** `GET /v1/openapi.json`: what the gateway tells of itself. */
export const describeApi = route({
  method: 'GET',
  path: '/v1/openapi.json',
  operation: 'describeApi',
  summary: 'This document.',
  tags: ['api'],
  access: open(),
  answers: { 200: z.record(z.string(), z.unknown()) },
});

export interface ApiFacts {
  /** The gateway: the first half of the codes of what it refuses. */
  readonly service: string;
  readonly title: string;
  readonly version: string;
  readonly routes: readonly RouteDefinition[];
}

/** Made when first asked for: it takes a while, and many processes are never asked. */
export function openApiRoute({ routes, ...facts }: ApiFacts): Implemented<typeof describeApi> {
  let document: Record<string, unknown> | undefined;
  return implement(describeApi, async () => {
    document ??= openApi({ ...facts, routes: [...routes, describeApi] });
    return { status: 200, body: document };
  });
}
