import { credentials } from '@grpc/grpc-js';
import { loadService, SERVICES } from '@hansom/cli/services';
import { type Certificates, clientSecurity } from '@hansom/platform-identity';
import { testCa, testCertificates } from '@hansom/platform-identity/testing';

import {
  ask,
  askAs,
  CHECK_IN,
  denied,
  OPEN_VAULT,
  PLACE,
  configOf,
  unauthenticated,
} from './testing/asks.ts';
import { forgedToken } from './testing/forged-token.ts';
import { believing, callRaw, type RawAnswer, type RawCall } from './testing/raw-call.ts';
import { type Stack, startStack } from './testing/stack.ts';
import { type Reached } from './testing/watched.ts';
import { vault } from './testing/vault.ts';

const NAMES = Object.keys(SERVICES);
const NOT_CONNECTED: RawAnswer = { status: 'UNAVAILABLE' };

let stack: Stack;
let desk: Certificates;
let hold: Certificates;
/** Of our authority, in another trust domain: valid, and nobody's. */
let nobody: Certificates;

/** All services start, one after the other, from their sources. */
const EVERY_SERVICE_MS = 180_000;

beforeAll(async () => {
  const definitions = await Promise.all(NAMES.map(loadService));
  stack = await startStack([...definitions, vault]);
  [desk, hold, nobody] = await Promise.all([
    stack.ca.certificates({ service: 'sample-desk' }),
    stack.ca.certificates({ service: 'sample-hold' }),
    stack.ca.certificates({ service: 'sample-desk' }, { trustDomain: 'other.local' }),
  ]);
}, EVERY_SERVICE_MS);

beforeEach(() => {
  stack.reached.length = 0;
});

afterAll(() => stack.close());

/** What got through of the calls that this spec makes: services call each other all the time. */
function reached(): Reached[] {
  const ours = ['sample-desk', 'sample-hold'];
  return stack.reached.filter(({ caller }) => caller.service === undefined || ours.includes(caller.service));
}

describe('a connection', () => {
  /** Whether an RPC exists is told only to who is connected. */
  function knockAt(service: string, own: RawCall['credentials']): Promise<RawAnswer> {
    const nothing = { path: '/no.Such/Rpc', message: new Uint8Array() };
    return callRaw({ address: stack.addressOf(service), credentials: own, ...nothing });
  }

  it.each(NAMES)('to %s is made with the certificate of a service', async (service) => {
    const answer = await knockAt(service, believing(desk));

    expect(answer).toEqual({ status: 'UNIMPLEMENTED' });
  });

  it.each(NAMES)('to %s is not made in plain text', async (service) => {
    const answer = await knockAt(service, credentials.createInsecure());

    expect(answer).toEqual(NOT_CONNECTED);
  });

  it.each(NAMES)('to %s is not made without a certificate', async (service) => {
    const answer = await knockAt(service, believing(desk, false));

    expect(answer).toEqual(NOT_CONNECTED);
  });

  it.each(NAMES)('to %s is not made with a certificate of another authority', async (service) => {
    const theirs = (await (await testCa()).certificates({ service: 'sample-desk' })).current();
    const stranger = testCertificates({ ...theirs, ca: stack.ca.authority.certificate });

    const answer = await knockAt(service, believing(stranger));

    expect(answer).toEqual(NOT_CONNECTED);
  });

  it('is not made with a certificate that has expired', async () => {
    const life = { fromMs: -7_200_000, untilMs: -1000 };
    const expired = await stack.ca.certificates({ service: 'sample-desk' }, life);

    const answer = await askAs(stack, PLACE, { as: expired });

    expect(answer).toEqual(NOT_CONNECTED);
    expect(reached()).toEqual([]);
  });

  it('that ends at another service than the one dialled carries no call', async () => {
    const dialled = clientSecurity(desk)('sample-hold');

    const answer = await ask(stack, CHECK_IN, { credentials: dialled });

    expect(answer).toEqual(NOT_CONNECTED);
    expect(reached()).toEqual([]);
  });
});

describe('a certificate', () => {
  it('of sample-desk is what sample-hold asks for', async () => {
    const answer = await askAs(stack, PLACE, { as: desk });

    expect(answer).toEqual({ status: 'OK' });
    expect(reached()).toMatchObject([{ path: PLACE.endpoint.path, caller: { service: 'sample-desk' } }]);
  });

  it('of sample-desk, with the right user too, does not open what is for others', async () => {
    const token = forgedToken(stack.signing, { claims: { roles: ['ADMIN.VAULT.GOT'] } });

    const answer = await askAs(stack, OPEN_VAULT, { as: desk, token });

    expect(answer).toEqual(denied(OPEN_VAULT));
    expect(reached()).toEqual([]);
  });

  it.each(['sample-hold', 'vault', 'sample-desk2', 'sample'])(
    'of %s does not place a hold',
    async (service) => {
      const answer = await askAs(stack, PLACE, { as: await stack.ca.certificates({ service }) });

      expect(answer).toEqual(denied(PLACE));
      expect(reached()).toEqual([]);
    },
  );

  const DESK_ID = 'spiffe://hansom.local/service/sample-desk';
  it.each<[string, Parameters<Stack['ca']['named']>[0]]>([
    ['of another trust domain', [{ type: 'url', value: 'spiffe://other.local/service/sample-desk' }]],
    [
      'with two ids',
      [DESK_ID, 'spiffe://hansom.local/service/vault'].map((value) => ({ type: 'url', value })),
    ],
    ['with the same id twice', [DESK_ID, DESK_ID].map((value) => ({ type: 'url', value }))],
    ['with an id that goes on', [{ type: 'url', value: `${DESK_ID}/more` }]],
    ['with an id in other letters', [{ type: 'url', value: 'spiffe://hansom.local/service/Sample-Desk' }]],
    ['with an escaped id', [{ type: 'url', value: 'spiffe://hansom.local/service/sample%2Ddesk' }]],
    ['with a host name', [{ type: 'dns', value: 'sample-desk' }]],
    ['whose host name reads like an id', [{ type: 'dns', value: `a, URI:${DESK_ID}` }]],
    ['whose e-mail address reads like an id', [{ type: 'email', value: `a@b, URI:${DESK_ID}` }]],
  ])('%s is nobody', async (_case, names) => {
    const answer = await askAs(stack, PLACE, { as: await stack.ca.named(names) });

    expect(answer).toEqual(unauthenticated(PLACE));
    expect(reached()).toEqual([]);
  });
});

describe('the administration', () => {
  it.each(NAMES)('of %s is for operators, and for users with its role', async (service) => {
    const what = configOf(service);
    const operator = await stack.ca.certificates({ operator: 'anna' });
    const token = forgedToken(stack.signing, { claims: { roles: ['OPS.ADMIN'] } });

    const answers = [
      await askAs(stack, what, { as: operator }),
      await askAs(stack, what, { as: desk, token }),
      await askAs(stack, what, { as: desk, token: forgedToken(stack.signing) }),
      await askAs(stack, what, { as: desk }),
    ];

    expect(answers).toEqual([{ status: 'OK' }, { status: 'OK' }, denied(what), unauthenticated(what)]);
  });
});

describe('a header', () => {
  const CLAIMS = {
    'x-hansom-caller': 'sample-desk',
    'x-hansom-user': 'rider_1',
    'x-hansom-operator': 'anna',
    'x-forwarded-client-cert': 'URI=spiffe://hansom.local/service/sample-desk',
  };

  it.each(Object.entries(CLAIMS))('%s makes nobody a caller', async (name, value) => {
    const answer = await ask(stack, PLACE, { credentials: believing(nobody), headers: { [name]: value } });

    expect(answer).toEqual(unauthenticated(PLACE));
    expect(reached()).toEqual([]);
  });

  it.each(Object.entries(CLAIMS))('%s makes no service another', async (name, value) => {
    const answer = await ask(stack, PLACE, { credentials: believing(hold), headers: { [name]: value } });

    expect(answer).toEqual(denied(PLACE));
    expect(reached()).toEqual([]);
  });
});

describe('baggage', () => {
  const FORGED = 'tenancy=live,city=got,on_behalf_of=rider_1,arm=a';

  it('of nobody tells neither tenancy nor city nor for whom, here and further down', async () => {
    const answer = await ask(stack, CHECK_IN, {
      credentials: believing(nobody),
      headers: { baggage: FORGED },
    });

    expect(answer).toEqual({ status: 'OK' });
    expect(reached().map(({ caller, baggage }) => ({ caller, baggage }))).toEqual([
      { caller: {}, baggage: { arm: 'a' } },
      { caller: { service: 'sample-desk' }, baggage: { arm: 'a' } },
    ]);
  });

  it.each(['tenancy=live', 'tenancy=robot,tenancy=live', 'tenancy = live;p=1', 'tenancy=%6cive'])(
    'of nobody says nothing by %s',
    async (baggage) => {
      await ask(stack, CHECK_IN, { credentials: believing(nobody), headers: { baggage } });

      expect(reached().map((call) => call.baggage)).toEqual([{}, {}]);
    },
  );

  it('is overruled by the token of a robot, here and further down', async () => {
    const headers = { baggage: 'tenancy=live', authorization: `Bearer ${forgedToken(stack.signing)}` };

    const answer = await ask(stack, CHECK_IN, { credentials: believing(nobody), headers });

    expect(answer).toEqual({ status: 'OK' });
    expect(reached().map(({ user, baggage }) => ({ user, baggage }))).toEqual([
      { user: 'rider_robot', baggage: { tenancy: 'robot' } },
      { user: 'rider_robot', baggage: { tenancy: 'robot' } },
    ]);
  });

  it('of a service is overruled by the token too', async () => {
    const token = forgedToken(stack.signing, { claims: { city: 'got' } });
    const headers = { baggage: 'tenancy=live,city=lon', authorization: `Bearer ${token}` };

    await ask(stack, PLACE, { credentials: believing(desk), headers });

    expect(reached()).toMatchObject([{ baggage: { tenancy: 'robot', city: 'got' } }]);
  });
});
