import { type Call } from '@hansom/platform-rpc';
import { currentUser } from '@hansom/platform-identity';

import { user } from '../routes/access.ts';
import { implement, type RouteRequest } from '../routes/handler.ts';
import { route } from '../routes/route.ts';
import { aGateway, aRider, closeGateways } from '../testing/a-gateway.ts';
import { BODY, getHold, HOLD, placed, placing } from '../testing/routes.ts';

afterEach(closeGateways);

/** A route that shows what its handler gets. */
function seeing(access = getHold.access as typeof getHold.access | ReturnType<typeof user>) {
  const seen: { request: RouteRequest<typeof getHold>; call: Call }[] = [];
  const definition = route({ ...getHold, access }) as typeof getHold; // open or not, the shapes are the same
  const implemented = implement(definition, async (request, call) => {
    seen.push({ request, call });
    return { status: 200, body: { id: 'h1' } };
  });
  return { implemented, seen };
}

describe('a signed-in user', () => {
  it('is who the call is made for, in their tenancy and city', async () => {
    const { implemented, seen } = seeing(user('RIDER'));
    const { send, tokenFor } = await aGateway([implemented]);
    const rider = aRider({ id: 'rider_7', tenancy: 'robot', city: 'got' });

    await send('/v1/holds/h1', { token: await tokenFor(rider) });

    const [{ request, call } = { request: undefined, call: undefined }] = seen;
    expect(request?.user).toMatchObject({ id: 'rider_7', tenancy: 'robot' });
    expect(call && currentUser.get(call)).toMatchObject({ id: 'rider_7' });
    expect(call?.baggage).toEqual({ tenancy: 'robot', city: 'got' });
    expect(call?.name).toBe('rider-api');
  });

  it('cannot say what only a token may', async () => {
    const { implemented, seen } = seeing(user('RIDER'));
    const { send } = await aGateway([implemented]);

    await send('/v1/holds/h1', { headers: { baggage: 'tenancy=robot,city=lon,on_behalf_of=x' } });

    expect(seen[0]?.call.baggage).toEqual({ tenancy: 'live' });
  });

  it('without the role is refused', async () => {
    const { implemented, seen } = seeing(user('DRIVER'));
    const { send } = await aGateway([implemented]);

    const answer = await send('/v1/holds/h1');

    expect(answer).toMatchObject({ status: 403, body: { code: 'rider-api.permission_denied' } });
    expect(seen).toEqual([]);
  });

  it.each([
    [['ADMIN.*'], 'ADMIN.DRIVER', 200],
    [['ADMIN'], 'ADMIN.DRIVER', 200],
    [['**', '!ADMIN'], 'ADMIN.DRIVER', 403],
  ])('with the patterns %p asked for %p gets %p', async (roles, role, status) => {
    const { send, tokenFor } = await aGateway([seeing(user(role)).implemented]);

    const answer = await send('/v1/holds/h1', { token: await tokenFor(aRider({ roles })) });

    expect(answer.status).toBe(status);
  });

  it('needs no role where none is named', async () => {
    const { send, tokenFor } = await aGateway([seeing(user()).implemented]);

    const answer = await send('/v1/holds/h1', { token: await tokenFor(aRider({ roles: [] })) });

    expect(answer.status).toBe(200);
  });
});

describe('who shows no token that counts', () => {
  it('is told the same, whatever is wrong with it', async () => {
    const { send, tokenFor, time } = await aGateway([placing(placed)]);
    const token = await tokenFor();
    await time.advance(11 * 60_000);
    const shown = [`Bearer ${token}`, `Bearer ${token}x`, 'Bearer', 'Bearer a b', 'Basic YTpi', ''];

    const answers = await Promise.all(
      shown.map((authorization) =>
        send(HOLD, { method: 'POST', body: BODY, key: 'k1', token: null, headers: { authorization } }),
      ),
    );

    expect(
      new Set(answers.map(({ status, body: { traceId: _, ...body } }) => JSON.stringify({ status, body })))
        .size,
    ).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'rider-api.unauthenticated' } });
    expect(answers.map(({ headers }) => headers.get('www-authenticate'))).toEqual(
      Array(6).fill('Bearer error="invalid_token"'),
    );
  });

  it('is asked for one', async () => {
    const { send } = await aGateway([placing(placed)]);

    const answer = await send(HOLD, { method: 'POST', body: BODY, key: 'k1', token: null });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('is not told whether the rest of the request is right', async () => {
    const { send } = await aGateway([placing(placed)]);

    const answer = await send(`${HOLD}?x=1`, { method: 'POST', body: 'no json', token: null });

    expect(answer.body).not.toHaveProperty('errors');
    expect(answer.status).toBe(401);
  });
});

describe('an open route', () => {
  it('takes anybody, with a token that has run out as well', async () => {
    const { implemented, seen } = seeing();
    const { send } = await aGateway([implemented]);

    const answers = [
      await send('/v1/holds/h1', { token: null }),
      await send('/v1/holds/h1', { token: 'run-out' }),
      await send('/v1/holds/h1'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(seen.map(({ request }) => request.user?.id)).toEqual([undefined, undefined, 'rider_1']);
  });
});
