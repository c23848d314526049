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
const DENIED = { status: 'rejected', reason: expect.objectContaining({ code: 'auth.permission_denied' }) };

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
  const secrets: string[] = [];

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

  it('signs staff in by link at one instance, and by password at another', async () => {
    const request = { commandKey: 'k1', name: 'anna', password: PASSWORD, roles: ['OPS.GOT'] };
    const { staff } = await first.client(AuthServiceDefinition).createStaff(request, first.call());
    const link = { name: 'anna', validForMs: 0 };
    const { secret } = await first.client(AuthServiceDefinition).issueSignInLink(link, first.call());
    secrets.push(secret);

    const followed = { commandKey: 'browser 1', secret, device: 'Firefox' };
    const byLink = await second.client(AuthServiceDefinition).redeemSignInLink(followed, second.call());
    const credentials = { name: 'anna', password: PASSWORD, device: 'Firefox', address: '192.0.2.1' };
    const byPassword = await first.client(AuthServiceDefinition).signInStaff(credentials, first.call());
    const again = first
      .client(AuthServiceDefinition)
      .redeemSignInLink({ ...followed, commandKey: 'browser 2' }, first.call());

    await expect(again).rejects.toMatchObject({ code: 'auth.link_refused' });
    const accounts = [byLink, byPassword].map(({ tokens }) => tokens?.accountId);
    expect(accounts).toEqual([staff?.staffId, staff?.staffId]);
  });

  it('lets staff be made by OPS.ADMIN, and by nobody else who works there', async () => {
    const asConsole = await first.clientAs({ service: 'console' }, AuthServiceDefinition);
    const as = (role: string) => first.callOf(aUser({ roles: [role] }));
    const request = { commandKey: 'k2', name: 'bert', password: '', roles: ['OPS'] };
    const [call, other] = [await as('OPS.GOT'), await as('OPS.GOT')];

    const made = asConsole.createStaff(request, call);
    const linked = asConsole.issueSignInLink({ name: 'anna', validForMs: 0 }, other);

    const answers = await Promise.allSettled([made, linked]);
    expect(answers).toEqual([DENIED, DENIED]);
    await expect(asConsole.createStaff(request, await as('OPS.ADMIN'))).resolves.toBeDefined();
  });

  it('signs staff in for the console alone', async () => {
    const asDriverApi = await first.clientAs({ service: 'driver-api' }, AuthServiceDefinition);
    const credentials = { name: 'anna', password: PASSWORD, device: '', address: '192.0.2.1' };

    const byPassword = asDriverApi.signInStaff(credentials, first.call());
    const byLink = asDriverApi.redeemSignInLink({ commandKey: 'k', secret: 'x', device: '' }, first.call());

    const answers = await Promise.allSettled([byPassword, byLink]);
    expect(answers).toEqual([DENIED, DENIED]);
  });

  it('logs nothing that is secret', () => {
    const said = JSON.stringify([first.log, second.log]);

    for (const secret of [PHONE, PASSWORD, ...secrets, ...fake.sent.map(({ code }) => code)])
      expect(said).not.toContain(secret);
  });
});
