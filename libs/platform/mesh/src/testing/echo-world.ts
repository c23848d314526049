import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type Effects, type Millis } from '@hansom/platform-context';
import { type LogLine } from '@hansom/platform-context/testing';
import {
  type Baggage,
  type ClientInterceptor,
  type ClientTransport,
  createClient,
  grpcClientTransport,
  rootCall,
} from '@hansom/platform-rpc';
import { echoContract, type Text } from '@hansom/platform-rpc/testing';

import { type MeshInstance } from '../model/snapshot.ts';
import { routing } from '../routing.ts';
import { type Mesh, startMesh } from '../start-mesh.ts';
import { echoInstance, type EchoInstance } from './echo-instance.ts';
import { type FakeTraffic, fakeTraffic } from './fake-traffic.ts';
import { realEffects } from './real-effects.ts';

export interface CallsOptions {
  baggage?: Baggage;
  headers?: Readonly<Record<string, string>>;
  /** The named instance to call. */
  target?: string;
  /** Callers of different names have connections of their own. */
  via?: string;
}

/** Calls that go on until they are stopped. */
export interface OngoingCalls {
  /** Who answered how many of them. */
  stop(): Promise<Record<string, number>>;
}

/** A process in a mesh, with instances of `echo` to call, all over real gRPC and xDS. One for a file of specs: there is one mesh a process. */
export interface EchoWorld {
  readonly effects: Effects & { log: { lines: LogLine[] } };
  readonly traffic: FakeTraffic;
  readonly mesh: Mesh;
  /** Starts an instance; it is closed with the world. */
  instance(
    over?: Partial<MeshInstance>,
    answer?: (request: Text) => Text | Promise<Text>,
  ): Promise<EchoInstance>;
  /** Calls `echo`, which may be tried again, and gives who answered; a failure as its code. */
  call(options?: CallsOptions): Promise<string>;
  /** Who answered how many of many calls, 50 at a time. */
  calls(count: number, options?: CallsOptions): Promise<Record<string, number>>;
  /** Who answered each of many calls, 50 at a time. */
  each(count: number, options: (i: number) => CallsOptions): Promise<string[]>;
  /** Calls without a pause, 4 at a time. */
  callsUntilStopped(options?: (i: number) => CallsOptions): OngoingCalls;
  close(): Promise<void>;
}

const AT_ONCE = 50;
/** Gives calls ten times the usual half second: a machine that tests everything at once is slow. */
const PROMISE = { meanMs: 1, p95Ms: 1_667 };
const ONGOING_AT_ONCE = 4;
const PATIENCE_MS: Millis = 30_000;

export async function echoWorld(zone = 'a'): Promise<EchoWorld> {
  const effects = realEffects();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mesh-spec-'));
  const traffic = await fakeTraffic(effects);
  const node = { id: 'spec-1', zone, service: 'spec' };
  const mesh = await startMesh({ effects, node, replicas: [traffic.address], folder });
  const contract = echoContract(PROMISE); // read once: that takes longer than a call
  const transports = new Map<string, ClientTransport>();
  const instances: EchoInstance[] = [];

  function transportOf(via: string): ClientTransport {
    const transport = transports.get(via) ?? grpcClientTransport({ target: (to) => mesh.target(to) });
    transports.set(via, transport);
    return transport;
  }

  async function call({ baggage, headers = {}, target, via = '' }: CallsOptions = {}): Promise<string> {
    const directed: ClientInterceptor = (_, next) => (request, sent) => {
      for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value);
      if (target !== undefined) sent.setTarget(target);
      return next(request, sent);
    };
    const client = createClient(contract, {
      effects,
      from: 'spec',
      transport: transportOf(via),
      interceptors: [routing(), directed],
    });
    const root = rootCall(effects, { name: 'spec', deadlineMs: PATIENCE_MS, ...(baggage && { baggage }) });
    try {
      return (await client.read({ text: 'who' }, root)).text;
    } catch (error) {
      return String((error as { code?: unknown }).code);
    } finally {
      root.end();
    }
  }

  async function each(count: number, options: (i: number) => CallsOptions): Promise<string[]> {
    const answers: string[] = new Array(count);
    let next = 0;
    const caller = async (): Promise<void> => {
      for (let i = next++; i < count; i = next++) answers[i] = await call(options(i)); // the next when this one is answered
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    return answers;
  }

  function callsUntilStopped(options: (i: number) => CallsOptions = () => ({})): OngoingCalls {
    const answers: string[] = [];
    let stopped = false;
    let next = 0;
    const caller = async (): Promise<void> => {
      while (!stopped) answers.push(await call(options(next++)));
    };
    const callers = Array.from({ length: ONGOING_AT_ONCE }, caller);
    return {
      stop: async () => {
        stopped = true;
        await Promise.all(callers);
        return counted(answers);
      },
    };
  }

  return {
    effects,
    traffic,
    mesh,
    call,
    calls: async (count, options = {}) => counted(await each(count, () => options)),
    each,
    callsUntilStopped,
    instance: async (over, answer) => {
      const instance = await echoInstance(effects, over, answer);
      instances.push(instance);
      return instance;
    },
    close: async () => {
      for (const transport of transports.values()) transport.close();
      await mesh.close();
      await traffic.close();
      await Promise.all(instances.map((instance) => instance.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function counted(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const who of answers) counts[who] = (counts[who] ?? 0) + 1;
  return counts;
}
