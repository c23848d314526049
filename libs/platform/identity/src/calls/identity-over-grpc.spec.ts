import {
  type ClientInterceptor,
  createClient,
  createServer,
  foreignContract,
  grpcClientTransport,
  grpcServerTransport,
  rootCall,
  serve,
  staticResolver,
} from '@hansom/platform-rpc';
import { realEffects } from '../testing/real-effects.ts';
import { echoContract } from '@hansom/platform-rpc/testing';

import { clientSecurity } from '../certificates/client-security.ts';
import { serverSecurity } from '../certificates/server-security.ts';
import { type Subject } from '../certificates/spiffe.ts';
import { aUser, testAuth, testCa } from '../testing/index.ts';
import { tokenVerifier } from '../users/token-verifier.ts';
import { clientIdentity } from './client-identity.ts';
import { actAs, currentUser } from './current-user.ts';
import { serverIdentity } from './server-identity.ts';

const contract = foreignContract(echoContract(), {
  service: 'echo',
  promise: { meanMs: 1, p95Ms: 1000 },
  access: { kind: 'only', services: ['desk'], roles: [], cityField: undefined },
  criticality: 2,
});

/** An `echo` that tells what it sees, and who calls it over mutual TLS; what calls do beside that is `interceptors`. */
async function aWorld() {
  const effects = realEffects();
  const [ca, auth] = await Promise.all([testCa(), testAuth(effects)]);
  const security = serverSecurity(await ca.certificates({ service: 'echo' }));
  const seen = (_: unknown, call: Parameters<typeof currentUser.get>[0]) => ({
    text: JSON.stringify({ caller: call.caller, user: currentUser.get(call)?.id, baggage: call.baggage }),
  });
  const server = createServer({
    service: 'echo',
    effects,
    contracts: [serve(contract, { read: seen, repeat: seen, write: seen })],
    transport: grpcServerTransport(security),
    interceptors: [serverIdentity({ verifier: tokenVerifier({ keys: auth.keys, effects }), effects })],
  });
  const { address } = await server.start();
  const closers: (() => void)[] = [];

  async function clientOf(subject: Subject, interceptors: ClientInterceptor[] = [clientIdentity()]) {
    const transport = grpcClientTransport({
      resolver: staticResolver({ echo: [address] }),
      credentials: clientSecurity(await ca.certificates(subject)),
    });
    closers.push(() => transport.close());
    // What the client says of itself counts for nothing.
    return createClient(contract, { effects, transport, from: 'desk', interceptors });
  }

  const close = async (): Promise<void> => {
    closers.forEach((action) => action());
    await server.close({ graceMs: 1000 });
  };
  return { effects, auth, clientOf, close };
}

let world: Awaited<ReturnType<typeof aWorld>>;

beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

describe('identity over gRPC', () => {
  it('lets a service in by its certificate, for a user by the token, with baggage from it', async () => {
    const { effects, auth, clientOf } = world;
    const user = aUser({ tenancy: 'robot', city: 'got' });
    const call = rootCall(effects, {
      name: 'desk',
      deadlineMs: 5000,
      baggage: { tenancy: 'live', city: 'lon' },
    });
    actAs(call, user, await auth.tokenFor(user));

    const { text } = await (await clientOf({ service: 'desk' })).read({ text: '' }, call);
    call.end();

    expect(JSON.parse(text)).toEqual({
      caller: { service: 'desk' },
      user: user.id,
      baggage: { tenancy: 'robot', city: 'got' },
    });
  });

  it('lets an operator in', async () => {
    const call = rootCall(world.effects, { name: 'cli', deadlineMs: 5000 });

    const { text } = await (await world.clientOf({ operator: 'anna' })).read({ text: '' }, call);
    call.end();

    expect(JSON.parse(text)).toMatchObject({ caller: { operator: 'anna' } });
  });

  it('refuses the right certificate on an RPC that is not for it, whoever it says it is', async () => {
    const forge: ClientInterceptor = (_endpoint, next) => (request, call) => {
      for (const name of ['x-hansom-caller', 'x-hansom-from', 'x-forwarded-client-cert'])
        call.setHeader(name, 'desk');
      return next(request, call);
    };
    const client = await world.clientOf({ service: 'eta' }, [forge]);
    const call = rootCall(world.effects, { name: 'eta', deadlineMs: 5000 });

    const refused = client.read({ text: '' }, call);

    await expect(refused).rejects.toMatchObject({ code: 'echo.permission_denied' });
    call.end();
  });

  it('refuses a token that somebody else signed', async () => {
    const mallory = await testAuth(world.effects);
    const call = rootCall(world.effects, { name: 'desk', deadlineMs: 5000 });
    actAs(call, aUser(), await mallory.tokenFor(aUser()));

    const refused = (await world.clientOf({ service: 'desk' })).read({ text: '' }, call);

    await expect(refused).rejects.toMatchObject({ code: 'echo.unauthenticated' });
    call.end();
  });
});
