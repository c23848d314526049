import { ERROR_KINDS, type ErrorDetails, type ErrorKind, HansomError } from '@hansom/platform-errors';

import { open } from '../routes/access.ts';
import { implement, noContent, type RouteHandler } from '../routes/handler.ts';
import { route } from '../routes/route.ts';
import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { BODY, HOLD, placed, type placeHold, placing, reading } from '../testing/routes.ts';

afterEach(closeGateways);

function failing(kind: ErrorKind, code: string, details: Partial<ErrorDetails> = {}) {
  const error = new HansomError(kind, code, { description: 'told to nobody but us', ...details });
  return reading(() => Promise.reject(error));
}

async function answerOf(route: ReturnType<typeof reading>) {
  const gateway = await aGateway([route]);
  return { ...(await gateway.send('/v1/holds/h1')), lines: gateway.lines };
}

describe('a refusal by a service behind the gateway', () => {
  it.each(Object.keys(ERROR_KINDS) as ErrorKind[])(
    'of kind %s has the status of the one table',
    async (kind) => {
      const { status, body } = await answerOf(failing(kind, 'booking.some_reason'));

      expect(status).toBe(ERROR_KINDS[kind].http);
      expect(body).toMatchObject({
        status,
        code: 'booking.some_reason',
        type: '/problems/booking.some_reason',
      });
    },
  );

  it('tells the state and version that it met', async () => {
    const context = {
      state: 'ASSIGNED',
      version: '7',
      booking_id: 'booking_1',
      status: '200',
      title: 'x',
      errors: 'y',
    };

    const { body, lines } = await answerOf(
      failing('failed_precondition', 'booking.transition_not_allowed', { context }),
    );

    expect(body).toMatchObject({ state: 'ASSIGNED', version: 7, bookingId: 'booking_1' });
    expect(body).toMatchObject({ status: 409, title: 'That cannot be done as things stand' });
    expect(body).not.toHaveProperty('errors');
    expect(lines).toEqual([]);
  });

  it('is a 401 where it says that a person did not show who they are', async () => {
    const refused = new HansomError('failed_precondition', 'auth.code_refused', {
      description: 'a wrong code',
    });
    const signIn = route({
      ...{ method: 'POST', path: '/v1/sessions', operation: 'signIn', summary: 'Signs in.', tags: ['auth'] },
      access: open(),
      answers: { 204: noContent },
      errors: ['auth.code_refused'],
      unauthenticated: ['auth.code_refused'],
    });
    const gateway = await aGateway([implement(signIn, () => Promise.reject(refused))]);

    const { status, body } = await gateway.send('/v1/sessions', { method: 'POST' });

    expect(status).toBe(401);
    expect(body).toMatchObject({ status: 401, code: 'auth.code_refused', detail: 'a wrong code' });
    expect(gateway.lines).toEqual([]);
  });

  it('names fields as the JSON does, not as the message behind it', async () => {
    const fields = [{ field: 'pickup_at.lat_deg', rule: 'must be at most 90' }];

    const { body } = await answerOf(failing('invalid_argument', 'booking.invalid_argument', { fields }));

    expect(body.errors).toEqual([{ field: 'pickupAt.latDeg', rule: 'must be at most 90' }]);
    expect(body.detail).toBe('pickupAt.latDeg: must be at most 90');
  });

  it.each<[ErrorKind, string | undefined, string | null]>([
    ['resource_exhausted', undefined, '1'],
    ['resource_exhausted', '61000', '61'],
    ['unavailable', undefined, '1'],
    ['failed_precondition', '1500', '2'],
    ['failed_precondition', undefined, null],
    ['not_found', undefined, null],
  ])('of kind %s that says to wait %p ms says Retry-After: %p', async (kind, retry_after_ms, seconds) => {
    const context: Record<string, string> = retry_after_ms === undefined ? {} : { retry_after_ms };

    const { headers } = await answerOf(failing(kind, 'auth.some_reason', { context }));

    expect(headers.get('retry-after')).toBe(seconds);
  });
});

describe('a failure', () => {
  it.each<ErrorKind>(['internal', 'unavailable', 'deadline_exceeded', 'outcome_unknown', 'unimplemented'])(
    'of kind %s tells its code and nothing of the inside',
    async (kind) => {
      const context = { host: '10.0.0.7' };

      const { body, lines } = await answerOf(failing(kind, 'eta.broken', { context }));

      expect(JSON.stringify(body)).not.toMatch(/10\.0|told to nobody/);
      expect(body.code).toBe('eta.broken');
      expect(lines).toMatchObject([{ message: 'a request failed', fields: { operation: 'getHold' } }]);
    },
  );

  it('that nobody meant is told as one, logged once, and found by its trace', async () => {
    const error = new Error('password is hunter2');

    const { status, body, lines } = await answerOf(reading(() => Promise.reject(error)));

    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'rider-api.internal', detail: 'Something went wrong here' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(lines).toMatchObject([{ level: 'error', fields: { error, traceId: body.traceId } }]);
  });

  it('is also what a handler answers that its route does not say', async () => {
    const more = { status: 201, body: { id: 'h1', commandKey: 'c', seats: 1, secret: 'x' } } as const;
    const answering = (answer: object): ReturnType<typeof placing> =>
      placing((async () => answer) as unknown as RouteHandler<typeof placeHold>);
    const answers = [more, { ...more, status: 200 }, { status: 201, body: { id: 'h1' } }];

    const told = await Promise.all(
      answers.map(async (answer) => {
        const { send } = await aGateway([answering(answer)]);
        return send(HOLD, { method: 'POST', body: BODY, key: 'k1' });
      }),
    );

    expect(told.map(({ status }) => status)).toEqual([201, 500, 500]);
    expect(told[0]?.body).toEqual({ id: 'h1', commandKey: 'c', seats: 1 });
  });

  it('of a header that cannot be sent is one too', async () => {
    const broken = placing(async (...args) => ({
      ...(await placed(...args)),
      headers: { location: 'a\r\nb: c' },
    }));
    const { send, lines } = await aGateway([broken]);

    const answer = await send(HOLD, { method: 'POST', body: BODY, key: 'k1' });

    expect(answer).toMatchObject({ status: 500, body: { code: 'rider-api.internal' } });
    expect(answer.headers.get('b')).toBeNull();
    expect(lines).toMatchObject([{ level: 'error' }]);
  });
});
