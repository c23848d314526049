import { z } from '@hansom/platform-config';
import { type Call } from '@hansom/platform-rpc';

import { open, user } from '../routes/access.ts';
import { implement, type Implemented, type RouteHandler } from '../routes/handler.ts';
import { route, type RouteDefinition } from '../routes/route.ts';

const Place = z.object({ lat: z.number(), lng: z.number() });

/** A command under keys. */
export const placeHold = route({
  method: 'POST',
  path: '/v1/places/{placeId}/holds',
  operation: 'placeHold',
  summary: 'Holds a place.',
  tags: ['holds'],
  access: user('RIDER'),
  idempotent: true,
  etag: true,
  params: z.object({ placeId: z.string().max(20) }),
  query: z.object({ seats: z.coerce.number().int().min(1).default(1), note: z.string().optional() }),
  headers: z.object({ 'x-device': z.string().max(5).optional() }),
  body: z.object({ at: Place, stops: z.array(z.object({ at: Place })).default([]) }),
  answers: { 201: z.object({ id: z.string(), commandKey: z.string(), seats: z.number() }) },
});

/** A read for anybody. */
export const getHold = route({
  method: 'GET',
  path: '/v1/holds/{holdId}',
  operation: 'getHold',
  summary: 'Reads a hold.',
  tags: ['holds'],
  access: open(),
  etag: true,
  params: z.object({ holdId: z.string() }),
  answers: { 200: z.object({ id: z.string() }) },
});

/** A change of what was read. */
export const moveHold = route({
  method: 'PATCH',
  path: '/v1/holds/{holdId}',
  operation: 'moveHold',
  summary: 'Moves a hold.',
  tags: ['holds'],
  access: user('RIDER'),
  ifMatch: 'required',
  etag: true,
  params: z.object({ holdId: z.string() }),
  body: z.object({ version: z.number() }),
  answers: { 200: z.object({ version: z.number() }) },
});

export function placing(handle: RouteHandler<typeof placeHold>): Implemented<typeof placeHold> {
  return implement(placeHold, handle);
}

/** The answer of a hold that was placed. */
export const placed: RouteHandler<typeof placeHold> = async ({ query, idempotency }) => ({
  status: 201,
  body: { id: idempotency.idFor('hold'), commandKey: idempotency.commandKey, seats: query.seats },
});

/** A read whose handler does as a spec says. */
export function reading(
  work: (call: Call) => Promise<unknown>,
  over: Partial<RouteDefinition> = {},
): Implemented<typeof getHold> {
  const definition = route({ ...getHold, ...over }) as typeof getHold; // the same shapes
  return implement(definition, async ({ params }, call) => {
    await work(call);
    return { status: 200, body: { id: params.holdId } };
  });
}

export const HOLD = '/v1/places/p1/holds';
export const BODY = { at: { lat: 1, lng: 2 } };

/** The head of a request for a hold, on a raw socket: its body is to come. */
export function headOfHold({ token, length }: { token: string; length: number }): string {
  const lines = [
    `POST ${HOLD} HTTP/1.1`,
    'host: x',
    `authorization: Bearer ${token}`,
    'idempotency-key: k1',
    'content-type: application/json',
    `content-length: ${length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
