import { type ClientOptions, createClient } from './create-client.ts';
import { type AnswerFacts } from './operations.ts';
import { isProblem, NoAnswer, ProblemError } from './problem-error.ts';

interface Operations {
  getRide: {
    request: { params: { rideId: string }; query?: { tag?: string[]; page?: number } };
    answer: { id: string };
    errors: never;
  };
  book: {
    request: { body: { seats: number }; idempotencyKey: string };
    answer: { id: string };
    errors: 'booking.rider_busy';
  };
  forget: { request: { ifMatch?: string }; answer: undefined; errors: never };
}

const OPERATIONS = {
  getRide: { method: 'GET', path: '/v1/rides/{rideId}' },
  book: { method: 'POST', path: '/v1/rides' },
  forget: { method: 'DELETE', path: '/v1/rides' },
};

interface Sent {
  url: string;
  init: RequestInit;
  headers: Headers;
}

/** A client, what it sends, and the answer that it gets to all. */
function world(answer: () => Promise<Response>, options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const fake: typeof fetch = (url, init = {}) => {
    sent.push({ url: String(url), init, headers: new Headers(init.headers) });
    return answer();
  };
  const client = createClient<Operations>(OPERATIONS, {
    baseUrl: 'http://api.test/',
    fetch: fake,
    ...options,
  });
  return { client, sent };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): () => Promise<Response> {
  return async () => new Response(JSON.stringify(body), { status, headers });
}

const BUSY = {
  type: '/problems/booking.rider_busy',
  title: 't',
  status: 409,
  detail: 'd',
  code: 'booking.rider_busy',
};

describe('a client', () => {
  it('puts parameters where they belong, and escapes them', async () => {
    const { client, sent } = world(json(200, { id: 'r1' }));

    const ride = await client.getRide({
      params: { rideId: 'a/b' },
      query: { tag: ['x', 'y&z'], page: undefined },
    });

    expect(ride).toEqual({ id: 'r1' });
    expect(sent).toMatchObject([
      { url: 'http://api.test/v1/rides/a%2Fb?tag=x&tag=y%26z', init: { method: 'GET' } },
    ]);
  });

  it('sends body, key and the token of the moment', async () => {
    const tokens = ['t1', 't2'];
    const { client, sent } = world(json(201, { id: 'r1' }), { token: () => tokens.shift() });

    await client.book({ body: { seats: 2 }, idempotencyKey: 'k1' });
    await client.book({ body: { seats: 2 }, idempotencyKey: 'k1' });

    const [first, second] = sent;
    expect(first?.init.body).toBe('{"seats":2}');
    expect(Object.fromEntries(first?.headers ?? [])).toEqual({
      authorization: 'Bearer t1',
      'content-type': 'application/json',
      'idempotency-key': 'k1',
    });
    expect(second?.headers.get('authorization')).toBe('Bearer t2');
  });

  it('shows another token, or none, where a call says so', async () => {
    const { client, sent } = world(async () => new Response(null, { status: 204 }), { token: () => 'own' });

    const nothing = await client.forget({ ifMatch: '"3"' }, { token: null });
    await client.forget({}, { token: 'other' });

    expect(nothing).toBeUndefined();
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([null, 'Bearer other']);
    expect(sent[0]?.headers.get('if-match')).toBe('"3"');
  });

  it('tells the facts of an answer to whoever asks', async () => {
    const told: AnswerFacts[] = [];
    const { client } = world(json(200, { id: 'r1' }, { etag: '"3"' }));

    await client.getRide({ params: { rideId: 'r1' } }, { onAnswer: (answer) => told.push(answer) });

    expect(told[0]?.status).toBe(200);
    expect(told[0]?.headers.get('etag')).toBe('"3"');
  });
});

describe('a call that fails', () => {
  it('rejects with the problem that the API tells, and when to come back', async () => {
    const { client } = world(json(409, { ...BUSY, state: 'SEARCHING' }, { 'retry-after': '2' }));

    const error: unknown = await client
      .book({ body: { seats: 1 }, idempotencyKey: 'k1' })
      .catch((e: unknown) => e);

    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      code: 'booking.rider_busy',
      status: 409,
      retryAfterMs: 2000,
      operation: 'book',
    });
    expect(error).toMatchObject({ problem: { state: 'SEARCHING' } });
    expect(isProblem(error, 'booking.gone', 'booking.rider_busy')).toBe(true);
    expect(isProblem(error, 'booking.gone')).toBe(false);
  });

  it.each(['<html>bad gateway</html>', '"text"', '{"code":5}', ''])(
    'takes %p, which is no problem document, for a problem of its status',
    async (text) => {
      const { client } = world(async () => new Response(text, { status: 502 }));

      const failing = client.forget();

      await expect(failing).rejects.toMatchObject({
        code: 'http.status_502',
        status: 502,
        retryAfterMs: undefined,
      });
    },
  );

  it('tells why there is no answer', async () => {
    const refused = world(() => Promise.reject(new TypeError('fetch failed')));
    const controller = new AbortController();
    controller.abort();

    const network = refused.client.forget();
    const given_up = refused.client.forget({}, { signal: controller.signal });

    await expect(network).rejects.toMatchObject({ name: 'NoAnswer', reason: 'network' });
    await expect(given_up).rejects.toMatchObject({ reason: 'given_up' });
  });

  it('runs out of time', async () => {
    const { client } = world(() => Promise.reject(new Error('unused')), {
      fetch: (_, init) =>
        new Promise((_resolve, reject) =>
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    });

    const slow: unknown = await client.forget({}, { deadlineMs: 1 }).catch((error: unknown) => error);

    expect(slow).toBeInstanceOf(NoAnswer);
    expect(slow).toMatchObject({ reason: 'deadline' });
  });
});
