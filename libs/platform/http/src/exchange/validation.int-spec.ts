import { implement, type RouteHandler } from '../routes/handler.ts';
import { route } from '../routes/route.ts';
import { timeRoute } from '../routes/time-route.ts';
import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { BODY, getHold, HOLD, moveHold, placed, placing, reading } from '../testing/routes.ts';

afterEach(closeGateways);

const nothing = async (): Promise<void> => undefined;

describe('a request', () => {
  it('reaches its handler with what its schemas made of it', async () => {
    const { send } = await aGateway([placing(placed)]);

    const answer = await send(`${HOLD}?seats=2`, { method: 'POST', body: BODY, key: 'k1' });

    expect(answer).toMatchObject({ status: 201, body: { seats: 2 } });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is told everything that is wrong with any part of it, by the names of its members', async () => {
    const { send } = await aGateway([placing(placed)]);
    const body = { at: { lat: 'x', alt: 4 }, stops: [{ at: { lat: 1, lng: 2 }, on: 1 }], notes: '' };
    const headers = { 'x-device': 'too long' };

    const answer = await send('/v1/places/a-place-of-21-letters/holds?seats=0&page=1', {
      method: 'POST',
      body,
      headers,
      key: 'k1',
    });

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toEqual({
      type: '/problems/rider-api.invalid_argument',
      title: 'The request is not valid',
      status: 400,
      detail: expect.stringContaining('at.lat: expected number, received string; '),
      code: 'rider-api.invalid_argument',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      errors: [
        { field: 'placeId', rule: 'too big: expected string to have <=20 characters' },
        { field: 'seats', rule: 'too small: expected number to be >=1' },
        { field: 'page', rule: 'is not known' },
        { field: 'x-device', rule: 'too big: expected string to have <=5 characters' },
        { field: 'at.lat', rule: 'expected number, received string' },
        { field: 'at.lng', rule: 'is required' },
        { field: 'at.alt', rule: 'is not known' },
        { field: 'stops.0.on', rule: 'is not known' },
        { field: 'notes', rule: 'is not known' },
      ],
    });
  });

  it('has given nothing where a query names a value and leaves it empty', async () => {
    const { send } = await aGateway([placing(placed)]);

    const answer = await send(`${HOLD}?seats=`, { method: 'POST', body: BODY, key: 'k1' });

    expect(answer.body.seats).toBe(1);
  });

  it.each([
    ['no JSON', '{"at":', 400, 'malformed_json'],
    ['nothing', '', 400, 'malformed_json'],
    ['JSON and more', '{} {}', 400, 'malformed_json'],
    ['a number', '5', 400, 'invalid_argument'],
    ['null', 'null', 400, 'invalid_argument'],
    ['a list', '[]', 400, 'invalid_argument'],
    ['what would become a prototype', '{"__proto__":{"at":1}}', 400, 'invalid_argument'],
  ])('is refused with a body that is %s', async (...[, body, status, code]) => {
    const { send } = await aGateway([placing(placed)]);

    const answer = await send(HOLD, { method: 'POST', body, key: 'k1' });

    expect(answer).toMatchObject({ status, body: { code: `rider-api.${code}` } });
  });

  it('is refused with bytes that are no UTF-8', async () => {
    const { url, tokenFor } = await aGateway([placing(placed)]);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenFor()}` };
    const body = Buffer.concat([Buffer.from('{"at":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}')]);

    const response = await fetch(`${url}${HOLD}`, { method: 'POST', headers, body });

    expect(await response.json()).toMatchObject({ status: 400, code: 'rider-api.malformed_json' });
  });

  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/json; charset=latin1' }],
    [{ 'content-type': 'multipart/form-data' }],
    [{ 'content-type': '???' }],
    [{ 'content-encoding': 'gzip' }],
  ])('is refused with %p', async (headers) => {
    const { send } = await aGateway([placing(placed)]);

    const answer = await send(HOLD, { method: 'POST', body: BODY, key: 'k1', headers });

    expect(answer).toMatchObject({ status: 415, body: { code: 'rider-api.unsupported_media_type' } });
  });

  it.each(['application/json', 'application/json;charset=UTF-8', 'application/vnd.hansom+json'])(
    'is taken as %p',
    async (type) => {
      const { send } = await aGateway([placing(placed)]);

      const answer = await send(HOLD, {
        method: 'POST',
        body: BODY,
        key: 'k1',
        headers: { 'content-type': type },
      });

      expect(answer.status).toBe(201);
    },
  );

  it('is refused with more than 64 KiB, or with more than its route takes', async () => {
    const { send } = await aGateway([
      placing(placed),
      implement(route({ ...moveHold, maxBodyBytes: 10 }), echo),
    ]);
    const headers = { 'if-match': '"1"' };
    const filled = (bytes: number): string => JSON.stringify(BODY).padEnd(bytes);

    const most = await send(HOLD, { method: 'POST', body: filled(65_536), key: 'k1' });
    const more = await send(HOLD, { method: 'POST', body: filled(65_537), key: 'k2' });
    const little = await send('/v1/holds/h1', { method: 'PATCH', body: '{"version":1}', headers });

    expect(most.status).toBe(201);
    expect(more).toMatchObject({ status: 413, body: { code: 'rider-api.body_too_large' } });
    expect(more.headers.get('connection')).toBe('close');
    expect(little.status).toBe(413);
  });

  it('that changes something says what it saw', async () => {
    const { send } = await aGateway([implement(moveHold, echo)]);
    const move = (headers: Record<string, string>): ReturnType<typeof send> =>
      send('/v1/holds/h1', { method: 'PATCH', body: { version: 3 }, headers });

    const answers = [await move({}), await move({ 'if-match': '"2"' }), await move({ 'if-match': '"3"' })];

    expect(answers.map(({ status }) => status)).toEqual([428, 412, 200]);
    expect(answers[0]?.body.code).toBe('rider-api.precondition_required');
    expect(answers[1]?.body.code).toBe('rider-api.precondition_failed');
    expect(answers[2]?.headers.get('etag')).toBe('"3"');
  });
});

const echo: RouteHandler<typeof moveHold> = async ({ body, ifMatch }) => {
  ifMatch.check(body.version);
  return { status: 200, body: { version: body.version }, etag: body.version };
};

describe('a read', () => {
  it.each([
    ['GET', '"3"', 304],
    ['HEAD', 'W/"3"', 304],
    ['GET', '"2"', 200],
    ['GET', undefined, 200],
  ])('(%s) by who has the version %p is answered with %p', async (method, known, status) => {
    const versioned = implement(getHold, async () => ({ status: 200, body: { id: 'h1' }, etag: 3 }));
    const { send } = await aGateway([versioned]);

    const answer = await send('/v1/holds/h1', {
      method,
      ...(known !== undefined && { headers: { 'if-none-match': known } }),
    });

    expect(answer.status).toBe(status);
    expect(answer.headers.get('etag')).toBe('"3"');
    expect(answer.body).toEqual(status === 200 ? { id: 'h1' } : undefined);
  });

  it.each(['"3"', '"2"'])('may be kept as its handler says, also by who has %p', async (known) => {
    const headers = { 'Cache-Control': 'private, no-cache', vary: 'accept-language' };
    const kept = implement(getHold, async () => ({ status: 200, body: { id: 'h1' }, etag: 3, headers }));
    const { send } = await aGateway([kept]);

    const answer = await send('/v1/holds/h1', { headers: { 'if-none-match': known } });

    expect(answer.status).toBe(known === '"3"' ? 304 : 200);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('vary')).toBe('accept-language');
    expect(answer.headers.has('content-type')).toBe(answer.status === 200);
  });
});

describe('a path', () => {
  it('that leads nowhere is told from a method that does not work there', async () => {
    const { send } = await aGateway([placing(placed), reading(nothing), implement(moveHold, echo)]);

    const none = await send('/v1/place');
    const wrong = await send('/v1/holds/h1', { method: 'DELETE' });
    const broken = await send('/v1/holds/%zz');

    expect(none).toMatchObject({ status: 404, body: { code: 'rider-api.no_such_route' } });
    expect(wrong).toMatchObject({ status: 405, body: { code: 'rider-api.method_not_allowed' } });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD, PATCH');
    expect(broken).toMatchObject({ status: 404, body: { code: 'rider-api.no_such_route' } });
  });

  it('may be asked for its headers alone', async () => {
    const { send } = await aGateway([reading(nothing)]);

    const answer = await send('/v1/holds/h1', { method: 'HEAD' });

    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(answer.headers.get('content-length')).toBe('11');
  });
});

describe('what a gateway tells of itself', () => {
  it('is the time, and how fast it goes', async () => {
    const { send } = await aGateway([timeRoute({ now: () => 0 as never, speed: 4 })]);

    const { body } = await send('/v1/time', { token: null });

    expect(body).toEqual({ now: '1970-01-01T00:00:00.000Z', speed: 4 });
  });

  it('is its document, for anybody', async () => {
    const { send } = await aGateway([placing(placed)]);

    const { body } = await send('/v1/openapi.json', { token: null });

    expect(body.info).toEqual({ title: 'Rider API', version: '20260105080000' });
    expect(Object.keys(body.paths)).toEqual(['/v1/places/{placeId}/holds', '/v1/openapi.json']);
  });
});
