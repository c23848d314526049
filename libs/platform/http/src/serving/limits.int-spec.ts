import { eventually } from '@hansom/platform-context/testing';

import { aGateway, aRider, closeGateways } from '../testing/a-gateway.ts';
import { aLatch } from '../testing/latch.ts';
import { rawSocket } from '../testing/raw-socket.ts';
import { BODY, headOfHold, HOLD, placed, placing, reading } from '../testing/routes.ts';

afterEach(closeGateways);

const nothing = async (): Promise<void> => undefined;

function limitsIn(headers: Headers): (string | null)[] {
  return ['limit', 'remaining', 'reset'].map((name) => headers.get(`ratelimit-${name}`));
}

describe('a caller who asks too often', () => {
  it('is told how much is left, and then to wait', async () => {
    const { send } = await aGateway([reading(nothing)], { rateLimit: { limit: 2, windowMs: 120_000 } });

    const answers = [await send('/v1/holds/h1'), await send('/v1/holds/h1'), await send('/v1/holds/h1')];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(({ headers }) => limitsIn(headers))).toEqual([
      ['2', '1', '60'],
      ['2', '0', '120'],
      ['2', '0', '120'],
    ]);
    expect(answers[2]?.body.code).toBe('rider-api.rate_limited');
    expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(1);
  });

  it('does not hold up another user of the same address', async () => {
    const { send, tokenFor } = await aGateway([reading(nothing)], {
      rateLimit: { limit: 1, windowMs: 60_000 },
    });
    const other = await tokenFor(aRider({ id: 'rider_2', session: 's2' }));
    await send('/v1/holds/h1');

    const own = await send('/v1/holds/h1');
    const others = await send('/v1/holds/h1', { token: other });

    expect([own.status, others.status]).toEqual([429, 200]);
  });

  it('is an address where nobody is signed in, or where the route says so', async () => {
    const { send } = await aGateway([
      reading(nothing, { rateLimit: { limit: 1, windowMs: 60_000, by: 'address' } }),
    ]);
    await send('/v1/holds/h1', { token: null });

    const answer = await send('/v1/holds/h1');

    expect(answer.status).toBe(429);
  });

  it('is counted for one route apart from the others', async () => {
    const { send } = await aGateway(
      [
        reading(nothing, { rateLimit: { limit: 1, windowMs: 60_000 } }),
        reading(nothing, { path: '/v1/others/{holdId}', operation: 'getOther' }),
      ],
      { rateLimit: { limit: 10, windowMs: 60_000 } },
    );

    const answers = [await send('/v1/holds/h1'), await send('/v1/holds/h1'), await send('/v1/others/h1')];

    expect(answers.map(({ status, headers }) => [status, headers.get('ratelimit-remaining')])).toEqual([
      [200, '0'],
      [429, '0'],
      [200, '7'],
    ]);
  });

  it('does not guess tokens for nothing', async () => {
    const { send } = await aGateway([placing(placed)], { rateLimit: { limit: 2, windowMs: 60_000 } });
    const guess = (token: string) => send(HOLD, { method: 'POST', body: BODY, key: 'k1', token });

    const answers = [await guess('a'), await guess('b'), await guess('c')];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 429]);
  });

  it('is all of an IPv6 network of 64 bits, in which one host has as many addresses as it likes', async () => {
    const limited = reading(nothing, { rateLimit: { limit: 1, windowMs: 60_000, by: 'address' } });
    const { send } = await aGateway([limited], { trustedProxies: ['127.0.0.1'] });
    const from = (address: string) => send('/v1/holds/h1', { headers: { 'x-forwarded-for': address } });

    const answers = [await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8:0:1::1')];

    expect(answers.map(({ status }) => status)).toEqual([200, 429, 200]);
  });

  it('cannot choose the address that is counted, unless a proxy is trusted', async () => {
    const limit = { rateLimit: { limit: 1, windowMs: 60_000 } };
    const direct = await aGateway([reading(nothing)], limit);
    const behind = await aGateway([reading(nothing)], { ...limit, trustedProxies: ['127.0.0.1'] });
    const from = (address: string) => ({ token: null, headers: { 'x-forwarded-for': address } });

    const lying = [
      await direct.send('/v1/holds/h', from('1.1.1.1')),
      await direct.send('/v1/holds/h', from('2.2.2.2')),
    ];
    const told = [
      await behind.send('/v1/holds/h', from('1.1.1.1')),
      await behind.send('/v1/holds/h', from('2.2.2.2')),
    ];

    expect(lying.map(({ status }) => status)).toEqual([200, 429]);
    expect(told.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a gateway that has too much in flight', () => {
  it('refuses the rest at once, and counts it', async () => {
    const begun = aLatch();
    const done = aLatch();
    const slow = reading(async () => {
      begun.open();
      await done.opened;
    });
    const { send, telemetry } = await aGateway([slow], { maxInFlight: 1 });
    const first = send('/v1/holds/h1');
    await begun.opened;

    const second = await send('/v1/holds/h1');
    done.open();

    expect(second).toMatchObject({ status: 503, body: { code: 'rider-api.overloaded' } });
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await first).status).toBe(200);
    expect((await send('/v1/holds/h1')).status).toBe(200);
    expect(telemetry.rates.endpoints()).toMatchObject([{ success: { count: 2 }, failure: { count: 1 } }]);
  });

  it('has no place taken by those whose bodies do not come', async () => {
    const { address, send, tokenFor, telemetry } = await aGateway([placing(placed), reading(nothing)], {
      maxInFlight: 1,
    });
    const body = JSON.stringify(BODY);
    const slow = await rawSocket(address);
    slow.write(headOfHold({ token: await tokenFor(), length: body.length }));
    await eventually(async () => (await telemetry.metrics()).includes('awaited_bodies 1'));

    const other = await send('/v1/holds/h1');
    slow.write(body);

    expect(other.status).toBe(200);
    expect(await slow.until('commandKey')).toMatch(/^HTTP\/1.1 201 /);
    slow.destroy();
  });

  it('gives up the body that it has awaited for longest, for one more', async () => {
    const { address, send, tokenFor, telemetry } = await aGateway([placing(placed)], { maxInFlight: 1 });
    const stalled = await rawSocket(address);
    stalled.write(`${headOfHold({ token: await tokenFor(), length: 60_000 })}{"at":`);
    await eventually(async () => (await telemetry.metrics()).includes('awaited_bodies 1'));

    const other = await send(HOLD, { method: 'POST', body: BODY, key: 'k1' });

    expect(other.status).toBe(201);
    const received = await stalled.ended;
    expect(received).toMatch(/^HTTP\/1.1 503 /);
    expect(received).toContain('rider-api.overloaded');
    expect(await telemetry.metrics()).toContain('awaited_bodies 0');
  });

  it('refuses a request whose body came when all places were taken', async () => {
    const done = aLatch();
    const begun = aLatch();
    const busy = reading(async () => {
      begun.open();
      await done.opened;
    });
    const { address, send, tokenFor, telemetry } = await aGateway([placing(placed), busy], {
      maxInFlight: 1,
    });
    const body = JSON.stringify(BODY);
    const slow = await rawSocket(address);
    slow.write(headOfHold({ token: await tokenFor(), length: body.length }));
    await eventually(async () => (await telemetry.metrics()).includes('awaited_bodies 1'));
    const other = send('/v1/holds/h1');
    await begun.opened;

    slow.write(body);

    expect(await slow.until('overloaded')).toMatch(/^HTTP\/1.1 503 /);
    done.open();
    expect((await other).status).toBe(200);
    slow.destroy();
  });

  it('takes no more connections than it may have', async () => {
    const { address, send } = await aGateway([reading(nothing)], { maxConnections: 1 });
    const first = await rawSocket(address);
    first.write('GET /v1/holds/h1 HTTP/1.1\r\nhost: x\r\n\r\n');
    await first.until('200 OK');

    const second = await rawSocket(address);

    expect(await second.ended).toBe('');
    first.destroy();
    await eventually(() =>
      send('/v1/holds/h1').then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
  });
});

describe('what is hardly HTTP', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'http.malformed_request'],
    ['a request without a host', 'GET /v1/holds/h1 HTTP/1.1\r\n\r\n', 400, undefined],
    [
      'two lengths',
      'POST /v1/x HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
      'http.malformed_request',
    ],
    [
      'a length and chunks',
      'POST /v1/x HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'http.malformed_request',
    ],
    [
      `headers of 9 KiB`,
      `GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(9 * 1024)}\r\n\r\n`,
      431,
      'http.headers_too_large',
    ],
  ])('(%s) is refused, and its connection ended', async (...[, text, status, code]) => {
    const { address } = await aGateway([reading(nothing)]);
    const socket = await rawSocket(address);

    socket.write(text);

    const received = await socket.ended;
    expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (code !== undefined)
      expect(JSON.parse(received.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code, status });
  });

  it('(a body that is longer than it may be) is not read to its end', async () => {
    const { address, tokenFor } = await aGateway([placing(placed)]);
    const socket = await rawSocket(address);
    const head = `POST ${HOLD} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await tokenFor()}\r\n`;

    socket.write(`${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`);
    socket.write(`11000\r\n${' '.repeat(0x11000)}\r\n`); // and no last chunk

    expect(await socket.until('body_too_large')).toMatch(/^HTTP\/1.1 413 /);
  });

  it('(a body that does not come) is not awaited for ever, also where the other side does not end', async () => {
    const { address, tokenFor, telemetry } = await aGateway([placing(placed)]);
    const socket = await rawSocket(address, { allowHalfOpen: true });

    socket.write(headOfHold({ token: await tokenFor(), length: 100 }));

    expect(await socket.until('http.request_timeout')).toMatch(/^HTTP\/1.1 408 /);
    await eventually(async () => (await telemetry.metrics()).includes('awaited_bodies 0'));
    socket.destroy();
  });

  it('(a body that nobody is going to read) ends its connection with the answer', async () => {
    const { address } = await aGateway([placing(placed)]);
    const socket = await rawSocket(address);

    socket.write(`POST ${HOLD} HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\nand no more`);

    const received = await socket.ended;
    expect(received).toMatch(/^HTTP\/1.1 401 /);
    expect(received.toLowerCase()).toContain('connection: close');
  });

  it('(two requests at once) is answered in order, on one connection', async () => {
    const { address } = await aGateway([reading(nothing)]);
    const socket = await rawSocket(address);
    const request = (id: string): string => `GET /v1/holds/${id} HTTP/1.1\r\nhost: x\r\n\r\n`;

    socket.write(request('h1') + request('h2'));

    const received = await socket.until('"h2"');
    expect(received.indexOf('"h1"')).toBeLessThan(received.indexOf('"h2"'));
    socket.destroy();
  });
});
