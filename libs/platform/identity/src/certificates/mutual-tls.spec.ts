import { once } from 'node:events';
import {
  connect as connectTls,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';

import {
  Client,
  type ChannelCredentials,
  type ChannelOptions,
  credentials,
  Server,
  type ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { type Caller } from '@hansom/platform-rpc';

import { testCa, type TestCa, testCertificates } from '../testing/index.ts';
import { type Certificates } from './certificates.ts';
import { clientSecurity } from './client-security.ts';
import { serverSecurity } from './server-security.ts';

const PATH = '/hansom.Who/AmI';
const asIs = (bytes: Buffer): Buffer => bytes;

let ca: TestCa;
let cleanUp: (() => void)[];

beforeAll(async () => {
  ca = await testCa();
});
beforeEach(() => {
  cleanUp = [];
});
afterEach(() => cleanUp.forEach((action) => action()));

/** A server that answers with who called. */
async function aServer(certificates: Certificates, options: ChannelOptions = {}) {
  const security = serverSecurity(certificates);
  const server = new Server(options);
  const served: Caller[] = [];
  server.register(
    PATH,
    (call: ServerUnaryCall<Buffer, Buffer>, respond: sendUnaryData<Buffer>) => {
      const caller = security.identify(call.getAuthContext().sslPeerCertificate as PeerCertificate);
      served.push(caller);
      setTimeout(() => respond(null, Buffer.from(JSON.stringify(caller))), 5);
    },
    asIs,
    asIs,
    'unary',
  );
  const port = await bind(server, security.credentials);
  cleanUp.push(() => server.forceShutdown());
  return { port, served };
}

function bind(server: Server, own: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', own, (error, port) => (error ? reject(error) : resolve(port)));
  });
}

/** A client; its calls give who the server says it is, or the status that it failed with. */
function aClient(port: number, own: ChannelCredentials) {
  const client = new Client(`ipv4:127.0.0.1:${port}`, own, { 'grpc.use_local_subchannel_pool': 1 });
  cleanUp.push(() => client.close());
  return (): Promise<unknown> =>
    new Promise((resolve) => {
      const deadline = new Date(Date.now() + 4000);
      client.makeUnaryRequest(PATH, asIs, asIs, Buffer.from('?'), { deadline }, (error, answer) =>
        resolve(error ? error.code : JSON.parse(String(answer))),
      );
    });
}

const desk = { service: 'desk' };
const hold = { service: 'hold' };

describe('mutual TLS', () => {
  it('tells the server who calls', async () => {
    const { port } = await aServer(await ca.certificates(hold));

    const service = await aClient(port, clientSecurity(await ca.certificates(desk))('hold'))();
    const operator = await aClient(
      port,
      clientSecurity(await ca.certificates({ operator: 'anna' }))('hold'),
    )();

    expect([service, operator]).toEqual([desk, { operator: 'anna' }]);
  });

  it('refuses plain text', async () => {
    const { port, served } = await aServer(await ca.certificates(hold));

    const answer = await aClient(port, credentials.createInsecure())();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it('refuses a client without a certificate', async () => {
    const { port, served } = await aServer(await ca.certificates(hold));
    const trust = Buffer.from(ca.authority.certificate);

    const own = credentials.createSsl(trust, null, null, { checkServerIdentity: () => undefined });
    const answer = await aClient(port, own)();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it('refuses a client of another authority that trusts ours', async () => {
    const { port, served } = await aServer(await ca.certificates(hold));
    const stranger = (await (await testCa()).certificates(desk)).current();

    const own = testCertificates({ ...stranger, ca: ca.authority.certificate });
    const answer = await aClient(port, clientSecurity(own)('hold'))();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it.each([
    ['expired', { fromMs: -7_200_000, untilMs: -1000 }],
    ['not valid yet', { fromMs: 3_600_000, untilMs: 7_200_000 }],
  ])('refuses a client whose certificate is %s', async (_case, life) => {
    const { port, served } = await aServer(await ca.certificates(hold));

    const answer = await aClient(port, clientSecurity(await ca.certificates(desk, life))('hold'))();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it('calls no server of another authority', async () => {
    const { port, served } = await aServer(await (await testCa()).certificates(hold));

    const answer = await aClient(port, clientSecurity(await ca.certificates(desk))('hold'))();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it('calls no server whose certificate has expired', async () => {
    const { port, served } = await aServer(
      await ca.certificates(hold, { fromMs: -7_200_000, untilMs: -1000 }),
    );

    const answer = await aClient(port, clientSecurity(await ca.certificates(desk))('hold'))();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it.each<[string, () => Promise<Certificates>]>([
    ['another service', () => ca.certificates({ service: 'payment' })],
    ['an operator', () => ca.certificates({ operator: 'hold' })],
    ['another trust domain', () => ca.certificates(hold, { trustDomain: 'other.local' })],
    ['its host name alone', () => ca.named([{ type: 'dns', value: 'hold' }])],
    [
      'a name that reads like two',
      () => ca.named([{ type: 'dns', value: 'a, URI:spiffe://hansom.local/service/hold' }]),
    ],
  ])('calls no server with the certificate of %s', async (_case, certificates) => {
    const { port, served } = await aServer(await certificates());

    const answer = await aClient(port, clientSecurity(await ca.certificates(desk))('hold'))();

    expect(answer).toBe(status.UNAVAILABLE);
    expect(served).toEqual([]);
  });

  it.each<[string, () => Promise<Certificates>]>([
    ['another trust domain', () => ca.certificates(desk, { trustDomain: 'other.local' })],
    ['a host name alone', () => ca.named([{ type: 'dns', value: 'desk' }])],
    [
      'a name that reads like two',
      () => ca.named([{ type: 'dns', value: 'a, URI:spiffe://hansom.local/service/desk' }]),
    ],
    [
      'two ids',
      () =>
        ca.named(
          ['desk', 'hold'].map((name) => ({ type: 'url', value: `spiffe://hansom.local/service/${name}` })),
        ),
    ],
  ])('knows nobody in a client with the certificate of %s', async (_case, certificates) => {
    const { port } = await aServer(await ca.certificates(hold));

    const answer = await aClient(port, clientSecurity(await certificates())('hold'))();

    expect(answer).toEqual({});
  });

  it('speaks no TLS before 1.3, also after the certificates were replaced', async () => {
    const certificates = await ca.certificates(hold);
    const { port } = await aServer(certificates);

    const before = await versionOf(port, 'TLSv1.2');
    certificates.replace((await ca.certificates(hold)).current());

    expect([before, await versionOf(port, 'TLSv1.2')]).toEqual(['refused', 'refused']);
    expect(await versionOf(port, 'TLSv1.3')).toBe('TLSv1.3');
  });

  it('resumes no session, which would let in a certificate that has expired since', async () => {
    const certificates = await ca.certificates(hold);
    const { port } = await aServer(certificates);

    const before = await resumes(port);
    certificates.replace((await ca.certificates(hold)).current());

    expect([before, await resumes(port)]).toEqual([false, false]);
  });

  it('loses no call while certificates of both sides, and then the authority, are replaced', async () => {
    const [own, theirs] = await Promise.all([ca.certificates(hold), ca.certificates(desk)]);
    const { port, served } = await aServer(own, { 'grpc.max_connection_age_ms': 150 });
    const call = aClient(port, clientSecurity(theirs)('hold'));
    const next = await testCa();
    const both = ca.authority.certificate + next.authority.certificate;
    const [nextOwn, nextTheirs] = await Promise.all([next.certificates(hold), next.certificates(desk)]);
    const steps = [
      () => [own, theirs].forEach((side) => side.replace({ ...side.current(), ca: both })),
      () => own.replace({ ...nextOwn.current(), ca: both }),
      () => theirs.replace({ ...nextTheirs.current(), ca: both }),
      () =>
        [own, theirs].forEach((side) => side.replace({ ...side.current(), ca: next.authority.certificate })),
    ];

    const answers: unknown[] = [];
    for (const step of [() => undefined, ...steps]) {
      step();
      for (let i = 0; i < 40; i += 1) answers.push(...(await Promise.all([call(), call(), call()])));
    }
    const late = await aClient(port, clientSecurity(await ca.certificates(desk))('hold'))();

    expect(answers.filter((answer) => JSON.stringify(answer) !== '{"service":"desk"}')).toEqual([]);
    expect(served).toHaveLength(answers.length);
    expect(late).toBe(status.UNAVAILABLE);
  }, 30_000);
});

/** Whether a server takes up again the session of an earlier connection. */
async function resumes(port: number): Promise<boolean> {
  const first = await dial(port);
  const [session] = (await once(first, 'session')) as [Buffer];
  const second = await dial(port, { session });
  const resumed = second.isSessionReused();
  [first, second].forEach((socket) => socket.destroy());
  return resumed;
}

async function dial(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const { ca: trust, certificate, key } = (await ca.certificates(desk)).current();
  const own = { ca: trust, cert: certificate, key, checkServerIdentity: () => undefined };
  const socket = connectTls({ ...own, port, host: '127.0.0.1', ALPNProtocols: ['h2'], ...options });
  await once(socket, 'secureConnect');
  return socket;
}

/** The version of TLS that a server agrees to, or `refused`. */
async function versionOf(port: number, version: 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> {
  try {
    const socket = await dial(port, { minVersion: version, maxVersion: version });
    const protocol = socket.getProtocol();
    socket.destroy();
    return protocol;
  } catch {
    return 'refused';
  }
}
