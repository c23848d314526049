import { HansomError } from '@hansom/platform-errors';

import { implement, type RouteHandler } from '../routes/handler.ts';
import { aGateway, aRider, closeGateways, type SendOptions } from '../testing/a-gateway.ts';
import { aLatch } from '../testing/latch.ts';
import { BODY, HOLD, placed, placeHold, placing } from '../testing/routes.ts';

afterEach(closeGateways);

const ask: SendOptions = { method: 'POST', body: BODY, key: 'k1' };

/** A handler that counts its executions, and fails with what it is given first. */
function counting(...failures: unknown[]) {
  const keys: string[] = [];
  const handle: RouteHandler<typeof placeHold> = async (request, call) => {
    keys.push(request.idempotency.commandKey);
    const [failure] = failures.splice(0, 1);
    if (failure) throw failure;
    return { ...(await placed(request, call)), etag: keys.length, headers: { Location: '/v1/holds/1' } };
  };
  return { route: placing(handle), keys };
}

function refusal(kind: HansomError['kind'], code = 'booking.some_reason'): HansomError {
  return new HansomError(kind, code, { description: 'no' });
}

describe('a request under a key', () => {
  it('is executed once, and answered alike from then on', async () => {
    const { route, keys } = counting();
    const { send } = await aGateway([route]);
    const first = await send(HOLD, ask);

    const again = await send(HOLD, ask);

    expect(keys).toHaveLength(1);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(['etag', 'location', 'content-type'].map((name) => again.headers.get(name))).toEqual([
      '"1"',
      '/v1/holds/1',
      'application/json; charset=utf-8',
    ]);
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  });

  it('is the same with its members in another order, and another with another path, query or body', async () => {
    const { send } = await aGateway([counting().route]);
    await send(HOLD, ask);

    const same = await send(HOLD, { ...ask, body: '{"at":{"lng":2,"lat":1}}' });
    const others = [
      await send(HOLD, { ...ask, body: { at: { lat: 1, lng: 3 } } }),
      await send(`${HOLD}?seats=2`, ask),
      await send('/v1/places/p2/holds', ask),
    ];

    expect(same.headers.get('idempotency-replayed')).toBe('true');
    expect(others.map(({ status, body }) => [status, body.code])).toEqual(
      Array(3).fill([422, 'rider-api.idempotency_key_reused']),
    );
  });

  it.each(['', ' ', 'a b', 'å', 'x'.repeat(101)])('is refused with the key %p', async (key) => {
    const { route, keys } = counting();
    const { send } = await aGateway([route]);

    const answer = await send(HOLD, { ...ask, key: encodeLatin1(key) });

    expect(answer).toMatchObject({ status: 400, body: { code: 'rider-api.idempotency_key_missing' } });
    expect(keys).toEqual([]);
  });

  it('is refused without a key, and with two', async () => {
    const { send } = await aGateway([counting().route]);

    const none = await send(HOLD, { method: 'POST', body: BODY });
    const two = await send(HOLD, { ...ask, key: 'a, b' });

    expect([none, two].map(({ body }) => body.code)).toEqual(
      Array(2).fill('rider-api.idempotency_key_missing'),
    );
  });

  it('waits for nothing while the first is in flight', async () => {
    const begun = aLatch();
    const done = aLatch();
    const slow = placing(async (request, call) => {
      begun.open();
      await done.opened;
      return placed(request, call);
    });
    const { send } = await aGateway([slow]);
    const first = send(HOLD, ask);
    await begun.opened;

    const second = await send(HOLD, ask);
    done.open();

    expect(second).toMatchObject({ status: 409, body: { code: 'rider-api.idempotency_key_in_flight' } });
    expect(second.headers.get('retry-after')).toBe('1');
    expect((await first).status).toBe(201);
    expect((await send(HOLD, ask)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('belongs to a user', async () => {
    const { route, keys } = counting();
    const { send, tokenFor } = await aGateway([route]);
    await send(HOLD, ask);

    const other = await send(HOLD, {
      ...ask,
      token: await tokenFor(aRider({ id: 'rider_2', session: 's2' })),
    });

    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(new Set(keys).size).toBe(2);
  });

  it('is not taken by a request that is not valid', async () => {
    const { send } = await aGateway([counting().route]);
    await send(HOLD, { ...ask, body: {} });

    const valid = await send(HOLD, ask);

    expect(valid.status).toBe(201);
  });
});

describe('a refusal under a key', () => {
  it.each(['not_found', 'failed_precondition', 'already_exists', 'permission_denied'] as const)(
    'of kind %s is final',
    async (kind) => {
      const { route, keys } = counting(refusal(kind));
      const { send } = await aGateway([route]);
      const first = await send(HOLD, ask);

      const again = await send(HOLD, ask);

      expect(again).toMatchObject({ status: first.status, body: first.body });
      expect(again.headers.get('content-type')).toContain('application/problem+json');
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(keys).toHaveLength(1);
    },
  );

  it.each([
    'internal',
    'unavailable',
    'deadline_exceeded',
    'outcome_unknown',
    'resource_exhausted',
    'aborted',
  ] as const)('of kind %s is not: the same command is executed again', async (kind) => {
    const { route, keys } = counting(refusal(kind));
    const { send, time } = await aGateway([route]);
    await send(HOLD, ask);
    await time.advance(1);

    const again = await send(HOLD, ask);

    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBeNull();
    expect(keys).toEqual([keys[0], keys[0]]);
  });
});

describe('a store that fails', () => {
  it('before anything was done is told as what it is', async () => {
    const { route, keys } = counting();
    const { send } = await aGateway([route], { gate: () => 'unavailable' });

    const answer = await send(HOLD, ask);

    expect(answer.status).toBe(503);
    expect(keys).toEqual([]);
  });

  it('when the answer is to be kept does not keep it from the app', async () => {
    const { route } = counting();
    const { send, lines } = await aGateway([route], {
      gate: ({ kind }) => (kind === 'compareAndSet' ? 'unavailable' : 'done'),
    });

    const answer = await send(HOLD, ask);

    expect(answer.status).toBe(201);
    expect(lines).toMatchObject([
      { level: 'warn', message: 'the answer under an idempotency key was not kept' },
    ]);
  });
});

describe('a gateway whose routes take keys', () => {
  it('needs a table for them', async () => {
    const route = implement(placeHold, placed);

    await expect(aGateway([route], { idempotencyKeys: undefined })).rejects.toThrow(/no table for them/);
  });
});

/** What `fetch` takes for a header. */
function encodeLatin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
