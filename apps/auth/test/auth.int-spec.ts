import { z } from '@hansom/platform-config';
import { staticKeys, tokenVerifier } from '@hansom/platform-identity';
import { aUser } from '@hansom/platform-identity/testing';
import { defineService, wallClock } from '@hansom/platform-runtime';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { SimulatedStore } from '@hansom/platform-store';
import { AuthServiceDefinition, CodePurpose } from '@hansom/proto-auth';
import { Tenancy } from '@hansom/proto-common';
import { NotificationServiceDefinition } from '@hansom/proto-notification';
import { fakeEffects } from '@hansom/platform-context/testing';

import { auth } from '../src/service.ts';
import { given, PASSWORD, wrong } from './a-context.ts';
import { FakeNotification } from './fake-notification.ts';

const PHONE = '+46701740605';

describe('auth', () => {
  const fake = new FakeNotification();
  /** No app imports another: the neighbour is played by a service with the same contract. */
  const notification = defineService({
    name: 'notification',
    description: 'Plays notification.',
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract: NotificationServiceDefinition,
    settings: z.object({}),
    config: z.object({}),
    compose: () => ({ handlers: fake.handlers }),
  });
  const clock = wallClock();
  const store = new SimulatedStore({ clock });
  let first: BootedServices;
  let second: BootedServices;

  beforeAll(async () => {
    const boot = (): Promise<BootedServices> => bootServices([notification, auth], { store, clock });
    [first, second] = await Promise.all([boot(), boot()]);
  });

  afterAll(() => Promise.all([first.close(), second.close()]));

  async function aCode(purpose: CodePurpose) {
    const request = { phone: PHONE, purpose, address: '192.0.2.1' };
    const { challengeId } = await first.client(AuthServiceDefinition).startSignIn(request, first.call());
    return { challengeId, code: fake.codeOf(challengeId) };
  }

  it('signs a rider in, whose token any service verifies by the keys of any instance', async () => {
    const answer = { ...(await aCode(CodePurpose.RIDER_SIGN_IN)), device: 'Pixel 9' };
    const refused = first
      .client(AuthServiceDefinition)
      .finishSignIn({ ...answer, code: wrong(answer.code) }, first.call());
    await expect(refused).rejects.toMatchObject({ code: 'auth.code_refused' });

    const { tokens, created } = await first.client(AuthServiceDefinition).finishSignIn(answer, first.call());

    expect(created).toBe(true);
    const { jwks } = await second.client(AuthServiceDefinition).getKeys({}, second.call());
    const verifier = tokenVerifier({
      keys: staticKeys(JSON.parse(jwks)),
      effects: { ...fakeEffects(), clock },
    });
    const { accountId, accessToken, tenancy } = given(tokens);
    expect(await verifier.verify(accessToken)).toMatchObject({
      id: accountId,
      roles: ['RIDER'],
      tenancy: 'live',
    });
    expect(tenancy).toBe(Tenancy.LIVE);
  });

  it('renews and ends at one instance what began at another', async () => {
    const registration = {
      ...(await aCode(CodePurpose.DRIVER_APPLICATION)),
      password: PASSWORD,
      city: 'got',
      device: 'Pixel 9',
    };
    const registered = await first.client(AuthServiceDefinition).registerDriver(registration, first.call());
    const { accountId, refreshToken } = given(registered.tokens);

    const { tokens } = await second.client(AuthServiceDefinition).refresh({ refreshToken }, second.call());
    const user = aUser({ id: accountId, roles: ['DRIVER'], session: refreshToken.split('.')[0] });
    await second.client(AuthServiceDefinition).signOut({}, await second.callOf(user));

    const late = first
      .client(AuthServiceDefinition)
      .refresh({ refreshToken: given(tokens).refreshToken }, first.call());
    await expect(late).rejects.toMatchObject({ code: 'auth.session_ended' });
  });

  it('signs a driver in by password at another instance', async () => {
    const request = { phone: PHONE, password: PASSWORD, device: 'Pixel 9', address: '192.0.2.1' };

    const { tokens } = await second.client(AuthServiceDefinition).signInDriver(request, second.call());

    const { accountId } = given(tokens);
    const identity = await first.client(AuthServiceDefinition).getIdentity({ accountId }, first.call());
    expect(identity).toMatchObject({ accountId, phone: PHONE, roles: ['DRIVER'] });
  });

  it('logs nothing that is secret', () => {
    const said = JSON.stringify([first.log, second.log]);

    for (const secret of [PHONE, PASSWORD, ...fake.sent.map(({ code }) => code)])
      expect(said).not.toContain(secret);
  });
});
