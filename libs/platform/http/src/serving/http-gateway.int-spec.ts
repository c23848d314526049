import { z } from '@hansom/platform-config';

import { open, user } from '../routes/access.ts';
import { implement } from '../routes/handler.ts';
import { route } from '../routes/route.ts';
import { timeRoute } from '../routes/time-route.ts';
import { aGateway, closeGateways } from '../testing/a-gateway.ts';

const hold = route({
  method: 'POST',
  path: '/v1/places/{placeId}/holds',
  operation: 'holdPlace',
  summary: 'Holds a place.',
  tags: ['holds'],
  access: user('RIDER'),
  idempotent: true,
  params: z.object({ placeId: z.string().max(20) }),
  query: z.object({ seats: z.coerce.number().int().min(1).default(1) }),
  body: z.object({ at: z.object({ lat: z.number(), lng: z.number() }), note: z.string().optional() }),
  answers: { 201: z.object({ id: z.string(), seats: z.number(), commandKey: z.string() }) },
});

const holdPlace = implement(hold, async ({ query, idempotency }) => ({
  status: 201 as const,
  body: { id: idempotency.idFor('hold'), seats: query.seats, commandKey: idempotency.commandKey },
}));

const body = { at: { lat: 1, lng: 2 } };

afterEach(closeGateways);

describe('a gateway', () => {
  it('answers what its handler answers', async () => {
    const { send } = await aGateway([holdPlace]);

    const answer = await send('/v1/places/p1/holds?seats=2', { method: 'POST', body, key: 'k1' });

    expect(answer).toMatchObject({ status: 201, body: { seats: 2 } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('names every member that is wrong, at any depth, and those that nobody knows', async () => {
    const { send } = await aGateway([holdPlace]);
    const bad = { at: { lat: 'x', alt: 4 }, notes: '' };

    const answer = await send('/v1/places/p1/holds?seats=0', { method: 'POST', body: bad, key: 'k1' });

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'rider-api.invalid_argument',
      errors: [
        { field: 'seats', rule: 'too small: expected number to be >=1' },
        { field: 'at.lat', rule: 'expected number, received string' },
        { field: 'at.lng', rule: 'is required' },
        { field: 'at.alt', rule: 'is not known' },
        { field: 'notes', rule: 'is not known' },
      ],
    });
  });

  it('tells the time and its document to anybody', async () => {
    const { send, time } = await aGateway([holdPlace, timeRoute({ now: () => 0 as never, speed: 4 })]);

    const told = await send('/v1/time', { token: null });
    const document = await send('/v1/openapi.json', { token: null });

    expect(told.body).toEqual({ now: '1970-01-01T00:00:00.000Z', speed: 4 });
    expect(document.body.paths['/v1/places/{placeId}/holds'].post.operationId).toBe('holdPlace');
    expect(time.clock.speed).toBe(1);
  });

  it('tells a wrong method from a wrong path', async () => {
    const { send } = await aGateway([holdPlace]);

    const wrong = await send('/v1/places/p1/holds');
    const none = await send('/v1/place');

    expect(wrong).toMatchObject({ status: 405, body: { code: 'rider-api.method_not_allowed' } });
    expect(wrong.headers.get('allow')).toBe('POST');
    expect(none).toMatchObject({ status: 404, body: { code: 'rider-api.no_such_route' } });
  });

  it('executes a command once under its key', async () => {
    const { send } = await aGateway([holdPlace]);
    const first = await send('/v1/places/p1/holds', { method: 'POST', body, key: 'k1' });

    const again = await send('/v1/places/p1/holds', { method: 'POST', body, key: 'k1' });

    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
  });

  it('refuses who is not signed in', async () => {
    const { send } = await aGateway([holdPlace]);

    const answer = await send('/v1/places/p1/holds', { method: 'POST', body, key: 'k1', token: null });

    expect(answer).toMatchObject({ status: 401, body: { code: 'rider-api.unauthenticated' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('an open route', () => {
  it('is for anybody', () => {
    expect(open()).toEqual({ kind: 'open' });
  });
});
