import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { eventually } from '@hansom/platform-context/testing';
import {
  type CallScope,
  createClient,
  grpcClientTransport,
  rootCall,
  staticResolver,
} from '@hansom/platform-rpc';
import { clientSecurity } from '@hansom/platform-identity';
import { testCa } from '@hansom/platform-identity/testing';
import { startMesh } from '@hansom/platform-mesh';
import { echoInstance, type EchoInstance, instanceOf, realEffects } from '@hansom/platform-mesh/testing';
import { echoContract } from '@hansom/platform-rpc/testing';
import { SimulatedStore } from '@hansom/platform-store';
import { type ServiceRules, TrafficServiceDefinition } from '@hansom/proto-traffic';

import { trafficReplica } from '../test/traffic-replica.ts';

const ROUNDS = 5;
const CITIES = 10_000;
const NO_RULES: ServiceRules = { service: 'echo', shares: [], labels: [], faults: [] };

/**
 * How soon callers know: two replicas over mutual TLS, a process in their mesh that calls without a pause. Medians of five. Cities: how many of
 * 10,000 go elsewhere when a fourth instance joins a ring of three, and when one of the four leaves.
 */
export async function bench() {
  const effects = realEffects();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mesh-bench-'));
  const ca = await testCa();
  const store = new SimulatedStore({ clock: effects.clock });
  const replicas = await Promise.all([1, 2].map(() => trafficReplica({ effects, ca, store })));
  const security = clientSecurity(await ca.certificates({ operator: 'bench' }));
  const addresses = replicas.map(({ address }) => address);
  const node = { id: 'bench', zone: 'a', service: 'bench' };
  const mesh = await startMesh({ effects, node, replicas: addresses, credentials: () => security, folder });
  const transport = grpcClientTransport({ target: (to) => mesh.target(to) });
  const toTraffic = grpcClientTransport({
    resolver: staticResolver({ traffic: addresses }),
    credentials: security,
  });
  const traffic = createClient(TrafficServiceDefinition, { effects, from: 'bench', transport: toTraffic });
  const started: EchoInstance[] = [];

  const figures = {
    'join, ms': await median(timeToJoin),
    'goodbye, ms': await median(timeToLeave),
    'crash, ms': await median(timeToForget),
    'new shares, ms': await median(timeToShare),
    ...(await moved()),
  };
  transport.close();
  toTraffic.close();
  await mesh.close();
  await Promise.all([...replicas.map(({ kill }) => kill()), ...started.map((one) => one.close())]);
  await rm(folder, { recursive: true, force: true });
  return { name: 'how soon callers know', figures };

  async function timeToJoin(round: number): Promise<number> {
    const instance = await start(`j${round}`, 'v1');
    const from = effects.monotonic.now();
    const leave = await mesh.register(instanceOf(instance));
    await until(async () => (await who()) === instance.instance);
    const took = effects.monotonic.now() - from;
    await leave();
    await until(async () => !(await seen()).has(instance.instance));
    return took;
  }

  async function timeToLeave(round: number): Promise<number> {
    const stays = await mesh.register(instanceOf(await start(`k${round}`, 'v1')));
    const instance = await start(`l${round}`, 'v1');
    const leave = await mesh.register(instanceOf(instance));
    await until(async () => (await seen()).has(instance.instance));
    const from = effects.monotonic.now();
    await leave();
    const took = await lastSeen(instance.instance, from);
    await stays();
    return took;
  }

  /** An instance dies: its port is closed and its lease breaks off. */
  async function timeToForget(round: number): Promise<number> {
    const stays = await mesh.register(instanceOf(await start(`m${round}`, 'v1')));
    const instance = await start(`n${round}`, 'v1');
    const leases = await hold(instance);
    await until(async () => (await seen()).has(instance.instance));
    const from = effects.monotonic.now();
    leases.forEach((lease) => lease.cancel());
    await instance.close();
    await until(() => !mesh.snapshot()?.instances.some((one) => one.instance === instance.instance));
    const took = effects.monotonic.now() - from;
    await stays();
    return took;
  }

  async function timeToShare(round: number): Promise<number> {
    const leave = await Promise.all(
      ['v1', 'v2'].map(async (v) => mesh.register(instanceOf(await start(`${v}-${round}`, v)))),
    );
    await until(async () => (await seen()).has(`v2-${round}`));
    const { version } = await within((call) => traffic.getRules({}, call));
    const rules = {
      ...NO_RULES,
      shares: [
        { version: 'v1', share: 1 },
        { version: 'v2', share: 0 },
      ],
    };
    const from = effects.monotonic.now();
    await setRules(`s${round}`, version, rules);
    const took = await lastSeen(`v2-${round}`, from);
    await setRules(`t${round}`, version + 1n, NO_RULES);
    await Promise.all(leave.map((goodbye) => goodbye()));
    return took;
  }

  /** Three instances; a fourth joins, then one of the first leaves. */
  async function moved(): Promise<Record<string, number>> {
    const ring = await Promise.all(['r1', 'r2', 'r3'].map((name) => start(name, 'v1', true)));
    const [leaveFirst, ...others] = await Promise.all(ring.map((one) => mesh.register(instanceOf(one))));
    await until(async () => (await cityOwners(50)).every((owner) => owner.startsWith('r')));
    const three = await cityOwners(CITIES);
    others.push(await mesh.register(instanceOf(await start('r4', 'v1', true))));
    await until(async () => (await cityOwners(200)).includes('r4'));
    const four = await cityOwners(CITIES);
    await leaveFirst?.();
    await until(async () => !(await cityOwners(200)).includes('r1'));
    const left = await cityOwners(CITIES);
    await Promise.all(others.map((goodbye) => goodbye()));
    return {
      'one joins three: cities moved, %': percent(four, (owner, i) => owner !== three[i]),
      'one joins three: cities moved to it, %': percent(four, (owner) => owner === 'r4'),
      'one of four leaves: cities moved, %': percent(left, (owner, i) => owner !== four[i]),
      'one of four leaves: cities it had, %': percent(four, (owner) => owner === 'r1'),
    };
  }

  async function cityOwners(count: number): Promise<string[]> {
    const owners: string[] = [];
    for (let i = 0; i < count; i += 50) {
      const batch = Array.from({ length: 50 }, (_, j) => who({ 'x-hansom-city': `city-${i + j}` }));
      owners.push(...(await Promise.all(batch))); // 50 at once
    }
    return owners;
  }

  async function start(instance: string, version: string, sharded = false): Promise<EchoInstance> {
    const one = await echoInstance(effects, { instance, version, sharded });
    started.push(one);
    return one;
  }

  /** Leases on which only the first thing is said. */
  async function hold(instance: EchoInstance): Promise<CallScope[]> {
    return addresses.map((address) => {
      const resolver = staticResolver({ traffic: [address] });
      const own = createClient(TrafficServiceDefinition, {
        effects,
        from: 'bench',
        transport: grpcClientTransport({ resolver, credentials: security }),
      });
      const call = rootCall(effects, { name: 'bench', deadlineMs: Infinity });
      const answers = own.register(said(instance, call), call)[Symbol.asyncIterator]();
      answers.next().catch(() => undefined);
      return call;
    });
  }

  async function* said(instance: EchoInstance, call: CallScope) {
    const value = { ...instanceOf(instance), label: '', healthAddress: '', state: 1 as const };
    yield { said: { $case: 'instance' as const, value } };
    while (!call.cancelled) {
      await effects.timers.sleep(500, call.signal);
      yield { said: { $case: 'heartbeat' as const, value: {} } };
    }
  }

  async function setRules(commandKey: string, basedOn: bigint, rules: ServiceRules): Promise<void> {
    await within((call) => traffic.setRules({ commandKey, basedOn, reason: 'bench', rules }, call));
  }

  /** When calls were last answered by that instance, from then on: nothing of it for half a second. */
  async function lastSeen(instance: string, from: number): Promise<number> {
    let last = from;
    while (effects.monotonic.now() - last < 500) {
      if ((await seen()).has(instance)) last = effects.monotonic.now();
    }
    return last - from;
  }

  async function seen(): Promise<Set<string>> {
    return new Set(await Promise.all(Array.from({ length: 4 }, () => who())));
  }

  async function who(headers: Record<string, string> = {}): Promise<string> {
    const client = createClient(echoContract(), {
      effects,
      from: 'bench',
      transport,
      interceptors: [
        (_, next) => (request, call) => {
          for (const [name, value] of Object.entries(headers)) call.setHeader(name, value);
          return next(request, call);
        },
      ],
    });
    return within((call) => client.write({ text: '' }, call)).then(
      ({ text }) => text,
      () => 'failed',
    );
  }

  async function within<T>(work: (call: CallScope) => Promise<T>): Promise<T> {
    const call = rootCall(effects, { name: 'bench', deadlineMs: 5_000 });
    return work(call).finally(() => call.end());
  }

  async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
    await eventually(condition, { everyMs: 2 });
  }
}

function percent(owners: readonly string[], counts: (owner: string, i: number) => boolean): number {
  return (100 * owners.filter(counts).length) / owners.length;
}

async function median(measure: (round: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await measure(round));
  return Math.round(times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN);
}
