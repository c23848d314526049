import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { eventually } from '@hansom/platform-context/testing';
import { clientSecurity } from '@hansom/platform-identity';
import { type TestCa, testCa } from '@hansom/platform-identity/testing';
import { type Mesh, startMesh } from '@hansom/platform-mesh';
import { echoInstance, type EchoInstance, instanceOf, realEffects } from '@hansom/platform-mesh/testing';
import {
  type Call,
  type ClientOf,
  type ClientTransport,
  createClient,
  grpcClientTransport,
  rootCall,
  staticResolver,
} from '@hansom/platform-rpc';
import { echoContract } from '@hansom/platform-rpc/testing';
import { SimulatedStore } from '@hansom/platform-store';
import { TrafficServiceDefinition } from '@hansom/proto-traffic';

import { type TrafficReplica, trafficReplica } from './traffic-replica.ts';

/** Two replicas over mutual TLS, a process in their mesh, instances of `echo`: one world for all, as there is one mesh a process. */
describe('traffic', () => {
  const effects = realEffects();
  const transports: ClientTransport[] = [];
  const instances: EchoInstance[] = [];
  let folder: string;
  let ca: TestCa;
  let replicas: TrafficReplica[];
  let mesh: Mesh;
  let echo: ClientTransport;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'traffic-spec-'));
    ca = await testCa();
    const store = new SimulatedStore({ clock: effects.clock });
    replicas = await Promise.all([1, 2].map(() => trafficReplica({ effects, ca, store })));
    const [spec, own] = await Promise.all([securityOf('spec'), securityOf('echo')]);
    mesh = await startMesh({
      effects,
      node: { id: 'spec', zone: 'a', service: 'spec' },
      replicas: replicas.map(({ address }) => address),
      credentials: (from) => (from === 'echo' ? own : spec),
      folder,
    });
    echo = grpcClientTransport({ target: (to) => mesh.target(to) });
    transports.push(echo);
  });

  afterAll(async () => {
    for (const transport of transports) transport.close();
    await mesh.close();
    await Promise.all(
      [...instances, ...replicas.map(({ kill }) => ({ close: kill }))].map((one) => one.close()),
    );
    await rm(folder, { recursive: true, force: true });
  });

  async function securityOf(service: string) {
    return clientSecurity(await ca.certificates({ service }));
  }

  /** A client of the first replica with the certificate of a service or an operator. */
  async function trafficAs(
    subject: Parameters<TestCa['certificates']>[0],
  ): Promise<ClientOf<typeof TrafficServiceDefinition>> {
    const credentials = clientSecurity(await ca.certificates(subject));
    const resolver = staticResolver({ traffic: [replicas[0]!.address] });
    const transport = grpcClientTransport({ resolver, credentials });
    transports.push(transport);
    return createClient(TrafficServiceDefinition, { effects, from: 'spec', transport });
  }

  async function within<T>(work: (call: Call) => Promise<T>, deadlineMs = 5_000): Promise<T> {
    const call = rootCall(effects, { name: 'spec', deadlineMs });
    try {
      return await work(call);
    } finally {
      call.end();
    }
  }

  /** Starts an instance and registers it. */
  async function join(instance: string, version = 'v1') {
    const started = await echoInstance(effects, { instance, version });
    instances.push(started);
    return { started, leave: await mesh.register(instanceOf(started)) };
  }

  /** Who answers, over so many calls; a failure as its code. */
  async function who(count = 20): Promise<string[]> {
    const client = createClient(echoContract(), { effects, from: 'spec', transport: echo });
    const answers = new Set<string>();
    for (let i = 0; i < count; i += 1) {
      const answer = within((call) => client.write({ text: 'who' }, call)); // one by one, in turn over the instances
      answers.add(
        await answer.then(({ text }) => text).catch((error: { code?: string }) => String(error.code)),
      );
    }
    return [...answers].sort();
  }

  async function eventuallyAnswers(...names: string[]): Promise<void> {
    await eventually(async () => (await who()).join() === names.join());
  }

  it('sends calls to an instance that joins, and none to one that said goodbye', async () => {
    const [one, two] = [await join('a1'), await join('a2')];
    await eventuallyAnswers('a1', 'a2');

    await two.leave();
    await eventuallyAnswers('a1');

    expect(await who(50)).toEqual(['a1']);
    await one.leave();
  }, 30_000);

  it('lets an instance that leaves finish what it has', async () => {
    const { leave } = await join('b1');
    await eventuallyAnswers('b1');
    const client = createClient(echoContract(), { effects, from: 'spec', transport: echo });

    const underWay = Array.from({ length: 50 }, () => within((call) => client.write({ text: 'who' }, call)));
    await leave();

    expect(new Set((await Promise.all(underWay)).map(({ text }) => text))).toEqual(new Set(['b1']));
  }, 30_000);

  it('gives nobody calls to an instance whose lease breaks off, or that falls silent', async () => {
    const stays = await join('c1');
    const client = await trafficAs({ service: 'echo' });
    const breaks = await echoInstance(effects, { instance: 'c2' });
    const silent = await echoInstance(effects, { instance: 'c3' });
    instances.push(breaks, silent);
    const leases = [breaks, silent].map((instance) => leaseOf(client, instance));
    await eventuallyAnswers('c1', 'c2', 'c3');

    leases[0]?.cancel();
    await eventuallyAnswers('c1'); // the other one never says that it lives

    expect(await who(50)).toEqual(['c1']);
    leases[1]?.cancel();
    await stays.leave();
  }, 60_000);

  it('lets a service register itself and no other, and an operator any', async () => {
    const stranger = await echoInstance(effects, { instance: 'd1' });
    instances.push(stranger);
    const answersOf = async (subject: Parameters<TestCa['certificates']>[0]) => {
      const client = await trafficAs(subject);
      return within(async (call) => {
        for await (const answer of client.register(said(stranger), call)) return answer;
        return undefined;
      }).catch((error: { code?: string }) => error.code);
    };

    expect(await answersOf({ service: 'other' })).toBe('traffic.not_yours');
    expect(await answersOf({ operator: 'anna' })).toEqual({});
  });

  it('has rules in force everywhere, and keeps wrong ones out', async () => {
    const [one, two] = [await join('e1', 'v1'), await join('e2', 'v2')];
    await eventuallyAnswers('e1', 'e2');
    const client = await trafficAs({ operator: 'anna' });
    const rules = { service: 'echo', shares: [{ version: 'v2', share: 1 }], labels: [], faults: [] };
    const change = { commandKey: 'k1', basedOn: 0n, reason: 'v1 fails', rules };

    const set = await within((call) => client.setRules(change, call));
    await eventuallyAnswers('e2');
    const none = { ...rules, shares: [{ version: 'v1', share: 0 }] };
    const wrong = within((call) =>
      client.setRules({ ...change, commandKey: 'k2', basedOn: 1n, rules: none }, call),
    );

    await expect(wrong).rejects.toMatchObject({ code: 'traffic.invalid_argument' });
    expect(set).toEqual({ version: 1n, warnings: [] });
    expect(await who(50)).toEqual(['e2']);
    const { changes } = await within((call) => client.listChanges({ before: 0n, limit: 0 }, call));
    expect(changes).toMatchObject([{ version: 1n, who: 'operator:anna', reason: 'v1 fails' }]);
    await within((call) =>
      client.setRules({ ...change, commandKey: 'k3', basedOn: 1n, rules: { ...rules, shares: [] } }, call),
    );
    await eventuallyAnswers('e1', 'e2');
    await Promise.all([one.leave(), two.leave()]);
  }, 60_000);

  it('loses no call when a replica stands still and then both are gone', async () => {
    await join('f1');
    await eventuallyAnswers('f1');
    await eventually(() => mesh.figures().connected.length === 2);

    replicas[1]?.freeze();
    await eventually(() => mesh.figures().connected.length === 1);
    const frozen = await who(100);
    await replicas[0]?.kill();
    await eventually(() => mesh.figures().connected.length === 0);
    const alone = await who(100);

    expect([frozen, alone]).toEqual([['f1'], ['f1']]);
    expect(mesh.figures().refused).toBe(0);
  }, 60_000);

  /** A lease on which only the first thing is said. Cancelling it is what the end of a process does. */
  function leaseOf(client: ClientOf<typeof TrafficServiceDefinition>, instance: EchoInstance) {
    const call = rootCall(effects, { name: 'spec', deadlineMs: Infinity });
    const answers = client.register(said(instance, call), call)[Symbol.asyncIterator]();
    const readAll = async (): Promise<void> => {
      while (!(await answers.next()).done);
    };
    readAll().catch(() => undefined); // cancelled
    return call;
  }

  async function* said(instance: EchoInstance, until?: Call) {
    const { service, version, zone, address } = instance;
    const value = {
      service,
      version,
      zone,
      address,
      instance: instance.instance,
      label: '',
      healthAddress: '',
      sharded: false,
      state: 1 as const,
    };
    yield { said: { $case: 'instance' as const, value } };
    await new Promise<void>((resolve) => (until ? until.onCancel(resolve) : resolve()));
  }
});
