import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import {
  type AccessRule,
  type Baggage,
  type Caller,
  type Endpoint,
  endpointsOf,
  foreignContract,
  type ServerCall,
} from '@hansom/platform-rpc';
import { aCall, echoContract, talkContract } from '@hansom/platform-rpc/testing';

import { aUser, type TestAuth, testAuth } from '../testing/index.ts';
import { tokenVerifier } from '../users/token-verifier.ts';
import { currentUser } from './current-user.ts';
import { serverIdentity } from './server-identity.ts';

const OPEN: AccessRule = { kind: 'open' };
const DESK_ONLY: AccessRule = { kind: 'only', services: ['desk'], roles: [], cityField: undefined };
const BY_CITY: AccessRule = { kind: 'only', services: [], roles: ['ADMIN'], cityField: 'text' };
const DESK: Caller = { service: 'desk' };

const robot = aUser({ tenancy: 'robot', city: 'got', roles: ['ADMIN.GOT'] });
const traveller = aUser({ tenancy: 'robot' });

let effects: FakeEffects;
let auth: TestAuth;

beforeEach(async () => {
  effects = fakeEffects();
  auth = await testAuth(effects);
});

function anEndpoint(access: AccessRule | undefined): Endpoint {
  const promise = { meanMs: 1, p95Ms: 5 };
  return endpointsOf(foreignContract(echoContract(), { service: 'echo', promise, access, criticality: 2 }))
    .read;
}

interface Asked {
  access?: AccessRule | undefined;
  caller?: Caller;
  authorization?: string;
  baggage?: Baggage;
  text?: string;
}

/** What a handler sees of a call, if it is let in. */
async function ask(asked: Asked) {
  const { caller = DESK, authorization, text = '', baggage } = asked;
  const endpoint = anEndpoint('access' in asked ? asked.access : OPEN);
  const incoming = aCall({ effects, name: 'echo', baggage, endpoint });
  const call = Object.assign(incoming, {
    caller,
    header: (name: string) => (name === 'authorization' ? authorization : `${name}!`),
  });
  const seen = (_request: unknown, { baggage: facts, header }: ServerCall, user = currentUser.get(call)) => ({
    user,
    baggage: facts,
    header: header('x-other'),
  });
  const serve = serverIdentity({ verifier: tokenVerifier({ keys: auth.keys, effects }), effects })(
    endpoint,
    (request, served) => seen(request, served),
  );
  const answer = (await (async () => serve({ text }, call))()) as ReturnType<typeof seen>;
  incoming.end();
  return answer;
}

async function bearer(user: Parameters<TestAuth['tokenFor']>[0]): Promise<string> {
  return `Bearer ${await auth.tokenFor(user)}`;
}

describe('serverIdentity', () => {
  it('tells the handler who the user is', async () => {
    const { user } = await ask({ authorization: await bearer(robot) });

    expect(user).toEqual(robot);
  });

  it('lets a call without a user in where the rule does', async () => {
    const { user } = await ask({ access: DESK_ONLY });

    expect(user).toBeUndefined();
  });

  it.each(['Bearer x', 'Bearer ', 'Basic YTpi', '', 'bearer x'])(
    'refuses %j even where all is open',
    async (authorization) => {
      await expect(ask({ authorization })).rejects.toMatchObject({
        kind: 'unauthenticated',
        code: 'echo.unauthenticated',
      });
    },
  );

  it.each<[string, AccessRule | undefined, Caller]>([
    ['an RPC that says nothing', undefined, DESK],
    ['an RPC for others', DESK_ONLY, { service: 'eta' }],
  ])('refuses %s', async (_case, access, caller) => {
    await expect(ask({ access, caller })).rejects.toMatchObject({
      kind: 'permission_denied',
      code: 'echo.permission_denied',
    });
  });

  it('asks for the role in the city that the request names', async () => {
    const authorization = await bearer(robot);

    await expect(ask({ access: BY_CITY, authorization, text: 'got' })).resolves.toBeDefined();
    await expect(ask({ access: BY_CITY, authorization, text: 'lon' })).rejects.toMatchObject({
      kind: 'permission_denied',
    });
  });

  it('lets an operator in, and says so', async () => {
    await ask({ access: DESK_ONLY, caller: { operator: 'anna' } });

    expect(effects.log.lines).toMatchObject([
      {
        level: 'info',
        fields: { rpc: '/hansom.echo.v1.EchoService/Read', operator: 'anna', refused: false },
      },
    ]);
  });

  it('logs no token', async () => {
    const authorization = await bearer(robot);
    await ask({ authorization, access: BY_CITY, text: 'lon' }).catch(() => undefined);
    await ask({ authorization: `${authorization}x` }).catch(() => undefined);

    expect(JSON.stringify(effects.log.lines)).not.toContain(authorization.slice(7, 40));
  });

  const claimed = { tenancy: 'live', city: 'lon', on_behalf_of: 'rider_2', arm: 'a' };
  it.each<[string, Asked & { as?: typeof robot }, Baggage]>([
    ['of a service stays', { baggage: claimed }, claimed],
    ['of an operator stays', { baggage: claimed, caller: { operator: 'anna' } }, claimed],
    ['of nobody loses what is guarded', { baggage: claimed, caller: {} }, { arm: 'a' }],
    [
      'of a user follows the token',
      { baggage: claimed, as: robot },
      { ...claimed, tenancy: 'robot', city: 'got' },
    ],
    ['of a user gets what the token says', { as: robot }, { tenancy: 'robot', city: 'got' }],
    [
      'of a traveller keeps the city of a service',
      { baggage: claimed, as: traveller },
      { ...claimed, tenancy: 'robot' },
    ],
    [
      'of a traveller alone has no city',
      { baggage: claimed, as: traveller, caller: {} },
      { arm: 'a', tenancy: 'robot' },
    ],
  ])('the baggage %s', async (_case, { as, ...asked }, expected) => {
    const { baggage } = await ask({ ...asked, ...(as && { authorization: await bearer(as) }) });

    expect(baggage).toEqual(expected);
  });

  it('lets those further in see the headers, also with other baggage', async () => {
    const { header } = await ask({ authorization: await bearer(robot) });

    expect(header).toBe('x-other!');
  });

  it('ends what it made for the handler, and not before the answer', async () => {
    const call = aCall({ effects, name: 'echo', baggage: claimed });
    Object.assign(call, { caller: {} });
    let during: boolean | undefined;
    let inner: ServerCall | undefined;
    const verifier = tokenVerifier({ keys: auth.keys, effects });

    await serverIdentity({ verifier, effects })(anEndpoint(OPEN), async (_request, served) => {
      await effects.timers.sleep(0, AbortSignal.abort());
      inner = served;
      during = served.cancelled;
    })({}, call);
    call.cancel();

    expect(inner).not.toBe(call);
    expect([during, inner?.cancelled]).toEqual([false, false]);
  });

  it('leaves a stream open after its opening, and ends it with its call', async () => {
    const call = aCall({ effects, name: 'echo', baggage: claimed });
    Object.assign(call, { caller: {} });
    const endpoint = Object.values<Endpoint>(endpointsOf(talkContract())).find(
      ({ kind }) => kind !== 'unary',
    )!;
    const verifier = tokenVerifier({ keys: auth.keys, effects });
    let inner: ServerCall | undefined;

    await serverIdentity({ verifier, effects })(endpoint, (_request, served) => void (inner = served))(
      {},
      call,
    );
    const opened = inner?.cancelled;
    call.end();

    expect([opened, inner?.cancelled]).toEqual([false, true]);
  });
});
