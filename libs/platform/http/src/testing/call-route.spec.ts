import { currentUser } from '@hansom/platform-identity';
import { HansomError } from '@hansom/platform-errors';
import { aUser } from '@hansom/platform-identity/testing';

import { callRoute } from './call-route.ts';
import { BODY, placed, placing, reading } from './routes.ts';

const params = { placeId: 'p1' };
const user = aUser({ city: 'got' });

describe('callRoute', () => {
  it('answers as the app would be answered', async () => {
    const answer = await callRoute(placing(placed), { params, query: { seats: '2' }, body: BODY, user });

    expect(answer).toMatchObject({ status: 201, body: { seats: 2, id: expect.stringMatching(/^hold_/) } });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  });

  it('executes one command under one key', async () => {
    const call = (idempotencyKey?: string) =>
      callRoute(placing(placed), { params, body: BODY, user, ...(idempotencyKey && { idempotencyKey }) });

    const [first, again, other] = [await call(), await call(), await call('key-2')];

    expect(again.body).toEqual(first.body);
    expect(other.body.commandKey).not.toBe(first.body.commandKey);
  });

  it('rejects with what the app would be told', async () => {
    const error = new HansomError('not_found', 'hold.not_found', { description: '' });

    const invalid = callRoute(placing(placed), { params, body: { at: 1 }, user }, { service: 'rider-api' });
    const failing = callRoute(
      reading(() => Promise.reject(error)),
      { params: { holdId: 'h' } },
    );

    await expect(invalid).rejects.toMatchObject({
      code: 'rider-api.invalid_argument',
      fields: [{ field: 'at' }],
    });
    await expect(failing).rejects.toBe(error);
  });

  it('makes the call for the user', async () => {
    const seen: unknown[] = [];
    const looking = reading(async (call) => void seen.push(call.baggage, currentUser.get(call)));

    await callRoute(looking, { params: { holdId: 'h' }, user });

    expect(seen).toEqual([{ tenancy: 'live', city: 'got' }, user]);
  });
});
