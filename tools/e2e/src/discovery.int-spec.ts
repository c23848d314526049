import { realEffects, silentLogger } from '@hansom/platform-context';
import { clientSecurity } from '@hansom/platform-identity';
import { createClient, grpcClientTransport, rootCall, staticResolver } from '@hansom/platform-rpc';
import { wallClock } from '@hansom/platform-runtime';
import { InstanceState, TrafficServiceDefinition } from '@hansom/proto-traffic';
import { traffic } from '@hansom/traffic/service';

import { openAds, type RawAds, type AdsAnswer } from './testing/raw-ads.ts';
import { believing } from './testing/raw-call.ts';
import { type Stack, startStack } from './testing/stack.ts';

const TYPE = 'type.googleapis.com/envoy.config.';
const LISTENER = `${TYPE}listener.v3.Listener`;
const ROUTES = `${TYPE}route.v3.RouteConfiguration`;
const CLUSTER = `${TYPE}cluster.v3.Cluster`;
const ENDPOINTS = `${TYPE}endpoint.v3.ClusterLoadAssignment`;
const NODE = { id: 'go-client', zone: 'a' };

/**
 * What a client in another language finds at `traffic`: the xDS v3 protocol, state of the world, over a stream that shares no code with
 * ours (https://www.envoyproxy.io/docs/envoy/latest/api-docs/xds_protocol).
 */
describe('discovery', () => {
  const effects = realEffects(wallClock(), silentLogger);
  const streams: RawAds[] = [];
  const leases: (() => void)[] = [];
  let stack: Stack;
  let instances = 0;

  beforeAll(async () => {
    stack = await startStack([traffic]);
  });

  afterEach(() => {
    for (const close of [...streams.splice(0).map((stream) => stream.close), ...leases.splice(0)]) close();
  });

  afterAll(() => stack.close());

  async function open(): Promise<RawAds> {
    const certificates = await stack.ca.certificates({ service: 'stranger' });
    const stream = openAds(stack.addressOf('traffic'), believing(certificates));
    streams.push(stream);
    return stream;
  }

  /** Holds a lease for an instance of a service; resolves when the control plane has heard of it. */
  async function join(service: string): Promise<string> {
    instances += 1;
    const address = `127.0.0.1:${instances}`;
    const credentials = clientSecurity(await stack.ca.certificates({ service }));
    const resolver = staticResolver({ traffic: [stack.addressOf('traffic')] });
    const transport = grpcClientTransport({ resolver, credentials });
    const client = createClient(TrafficServiceDefinition, { effects, transport, from: service });
    const call = rootCall(effects, { name: 'spec', deadlineMs: Infinity });
    const value = {
      ...{ service, address, instance: `i${instances}`, version: 'v1', zone: 'a', label: '' },
      ...{ healthAddress: '', sharded: false, state: InstanceState.SERVING },
    };
    async function* said() {
      yield { said: { $case: 'instance' as const, value } };
      while (!call.cancelled) {
        await effects.timers.sleep(500, call.signal);
        yield { said: { $case: 'heartbeat' as const, value: {} } };
      }
    }
    const answers = client.register(said(), call)[Symbol.asyncIterator]();
    await answers.next();
    answers.next().catch(() => undefined); // until it is cancelled
    leases.push(() => {
      call.cancel();
      transport.close();
    });
    return address;
  }

  function namesIn({ resources }: AdsAnswer): string[] {
    return resources.map(({ name }) => name).sort();
  }

  function textIn({ resources }: AdsAnswer): string {
    return resources.map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n');
  }

  /** Answers about `type` until one names what is awaited: a push may come for each step of a change. */
  async function until(stream: RawAds, isIt: (answer: AdsAnswer) => boolean): Promise<AdsAnswer> {
    for (;;) {
      const answer = await stream.next(); // ends with the stream's deadline
      if (isIt(answer)) return answer;
    }
  }

  it('leads from a listener by its routes to a cluster and where it is', async () => {
    await join('walked');
    const stream = await open();
    const answers: AdsAnswer[] = [];

    for (const [type, name] of [
      [LISTENER, 'walked'],
      [ROUTES, 'walked'],
      [CLUSTER, 'walked@v1'],
      [ENDPOINTS, 'walked@v1'],
    ] as const) {
      stream.send({ type, names: [name], node: NODE });
      const answer = await stream.next(); // each is asked for by what the one before it said
      answers.push(answer);
      stream.send({ type, names: [name], version: answer.version, nonce: answer.nonce });
    }

    expect(answers.map(({ type }) => type)).toEqual([LISTENER, ROUTES, CLUSTER, ENDPOINTS]);
    expect(answers.map(namesIn)).toEqual([['walked'], ['walked'], ['walked@v1'], ['walked@v1']]);
    for (const { type, resources } of answers) expect(resources.map((one) => one.type)).toEqual([type]);
    expect(textIn(answers[1]!)).toContain('walked@v1');
    expect(textIn(answers[3]!)).toContain('127.0.0.1');
    expect(new Set(answers.map(({ nonce }) => nonce)).size).toBe(4);
  });

  it('answers at once what nobody knows, so that no client waits', async () => {
    const stream = await open();

    stream.send({ type: ENDPOINTS, names: ['nobody'], node: NODE });

    expect(namesIn(await stream.next())).toEqual(['nobody']);
  });

  it('answers an acknowledgement with nothing, and a change with a new version and a new nonce', async () => {
    await join('growing');
    const stream = await open();
    stream.send({ type: ENDPOINTS, names: ['growing'], node: NODE });
    const first = await until(stream, (answer) => textIn(answer).includes('127.0.0.1'));

    stream.send({ type: ENDPOINTS, names: ['growing'], version: first.version, nonce: first.nonce });
    stream.send({ type: CLUSTER, names: ['growing'] });
    const next = await stream.next();
    await join('growing');
    const push = await stream.next();

    expect(next.type).toBe(CLUSTER); // nothing in between
    expect(push.type).toBe(ENDPOINTS); // and not the cluster, which is as it was
    expect(push.version).not.toBe(first.version);
    expect(push.nonce).not.toBe(first.nonce);
  });

  it('hears a refusal, logs its reason, and sends the same no more, but what comes after it', async () => {
    await join('refused');
    const stream = await open();
    stream.send({ type: ENDPOINTS, names: ['refused'], node: NODE });
    const { version, nonce } = await until(stream, (answer) => textIn(answer).includes('127.0.0.1'));

    stream.send({ type: ENDPOINTS, names: ['refused'], nonce, refusal: 'no such weight' });
    stream.send({ type: CLUSTER, names: ['refused'] });
    const next = await stream.next();
    await join('refused');
    const push = await stream.next();

    expect(next.type).toBe(CLUSTER);
    expect(push).toMatchObject({ type: ENDPOINTS, version: expect.not.stringMatching(version) });
    expect(stack.log).toContainEqual(
      expect.objectContaining({
        level: 'error',
        fields: expect.objectContaining({
          node: NODE.id,
          kind: 'endpoints',
          version,
          reason: 'no such weight',
        }),
      }),
    );
  });

  it('passes over what is about an answer that was overtaken', async () => {
    await join('raced');
    const stream = await open();
    stream.send({ type: ENDPOINTS, names: ['raced'], node: NODE });
    const first = await until(stream, (answer) => textIn(answer).includes('127.0.0.1'));
    await join('raced');
    const second = await stream.next();

    stream.send({ type: ENDPOINTS, names: ['raced', 'late'], version: first.version, nonce: first.nonce });
    stream.send({ type: CLUSTER, names: ['raced'] });
    const next = await stream.next();
    stream.send({ type: ENDPOINTS, names: ['raced', 'late'], version: second.version, nonce: second.nonce });

    expect(next.type).toBe(CLUSTER);
    expect(namesIn(await stream.next())).toEqual(['late', 'raced']);
  });

  it('tells no more of what a client no longer asks for', async () => {
    const stream = await open();
    stream.send({ type: ENDPOINTS, names: ['left', 'kept'], node: NODE });
    const { version, nonce } = await stream.next();

    stream.send({ type: ENDPOINTS, names: ['kept'], version, nonce });
    await join('left');
    await join('kept');
    const push = await stream.next();

    expect(namesIn(push)).toEqual(['kept']);
  });

  it('tells of all clusters who asks for all, as Envoy does, and of those that come', async () => {
    await join('first');
    const stream = await open();

    stream.send({ type: CLUSTER, names: [], node: NODE });
    const before = await until(stream, (answer) => namesIn(answer).includes('first'));
    stream.send({ type: CLUSTER, names: [], version: before.version, nonce: before.nonce });
    await join('second');
    const after = await until(stream, (answer) => namesIn(answer).includes('second'));

    expect(namesIn(before)).not.toContain('second');
    expect(namesIn(after)).toEqual(expect.arrayContaining(['first', 'second']));
  });

  it('gives a client that connects again the same version for the same resources', async () => {
    await join('again');
    const [one, other] = [await open(), await open()];
    one.send({ type: ROUTES, names: ['again'], node: NODE });
    const before = await until(one, (answer) => textIn(answer).includes('again@v1'));
    one.close();

    other.send({ type: ROUTES, names: ['again'], version: before.version, node: NODE });

    expect(await other.next()).toMatchObject({ type: ROUTES, version: before.version });
  });

  it('has no answer to kinds that it does not know, and goes on', async () => {
    const stream = await open();

    stream.send({ type: `${TYPE}no.v3.Such`, names: ['x'], node: NODE });
    stream.send({ type: CLUSTER, names: ['x'] });

    expect(await stream.next()).toMatchObject({ type: CLUSTER });
  });

  it('ends the stream of who asks for more than there can be', async () => {
    const stream = await open();

    stream.send({ type: CLUSTER, names: Array.from({ length: 5000 }, (_, i) => `s${i}`), node: NODE });

    await expect(stream.next()).rejects.toThrow('INVALID_ARGUMENT');
  });
});
