import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { currentUser, type TokenVerifier, type User } from '@hansom/platform-identity';
import { aUser } from '@hansom/platform-identity/testing';
import { type Call } from '@hansom/platform-rpc';
import { type RegisterDriverResponse } from '@hansom/proto-auth';
import { Tenancy } from '@hansom/proto-common';
import { type ApplyRequest } from '@hansom/proto-driver';

import { type DriverApiContext } from '../context.ts';
import { apply as route } from '../routes/auth.ts';
import { apply } from './auth.ts';

const CREDENTIALS = { challengeId: 'challenge_1', code: '012345', password: 'correct horse battery' };

/** What driver is asked when somebody applies in Gothenburg whose identity, made now or before, is of this city. */
async function applied(city: string) {
  const asked: { request: ApplyRequest; user: User | undefined }[] = [];
  const applicant = aUser({ id: `driver_${city}_1`, roles: ['DRIVER'], city });
  const tokens: TokenVerifier = { verify: async () => applicant } as unknown as TokenVerifier;
  const fakes = {
    city: { getCity: async () => ({}) },
    auth: { registerDriver: async () => registered(applicant) },
    driver: {
      apply: async (request: ApplyRequest, call: Call) => {
        asked.push({ request, user: currentUser.get(call) });
        return {};
      },
    },
  };
  const ctx = { ...(fakes as unknown as DriverApiContext), tokens }; // of each client what the route calls
  const body = { ...CREDENTIALS, city: 'got', name: 'Asta' };
  const answer = await callRoute(implement(route, apply(ctx)), { body });
  return { asked, answer, applicant };
}

function registered({ id: accountId }: User): RegisterDriverResponse {
  const at = new Date(0);
  const lives = { accessExpiresAt: at, refreshExpiresAt: at, tenancy: Tenancy.LIVE };
  const tokens = { accountId, accessToken: 'access', refreshToken: 'refresh', ...lives };
  return { tokens, phone: '+46701234567' };
}

describe('apply', () => {
  it('makes the account of the identity, with the phone that was proven, and signs in', async () => {
    const { asked, answer, applicant } = await applied('got');

    const request = { city: 'got', name: 'Asta', phone: '+46701234567' };
    expect(asked).toEqual([{ request, user: applicant }]);
    expect(answer).toMatchObject({ status: 201, body: { accountId: 'driver_got_1', accessToken: 'access' } });
  });

  it('makes it in the city of an identity that was there, whatever is asked for now', async () => {
    const { asked, answer } = await applied('lon');

    expect(asked).toMatchObject([{ request: { city: 'lon' } }]);
    expect(answer).toMatchObject({ status: 201, body: { accountId: 'driver_lon_1' } });
  });
});
