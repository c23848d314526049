import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { type ChannelCredentials } from '@grpc/grpc-js';
import { type Effects, type Millis } from '@hansom/platform-context';

import { type RefusedAnswer } from './ads/session.ts';
import { serveOnSocket } from './ads/socket-server.ts';
import { holdLease } from './lease/lease.ts';
import { type MeshInstance, type MeshSnapshot } from './model/snapshot.ts';
import { type MeshNode, registerXds } from './relay/register-xds.ts';
import { type Relay, startRelay } from './relay/relay.ts';
import { replicaClients } from './relay/replica-clients.ts';

/** How long a service waits for a replica that hears of it: it may be that all are away. */
const REGISTRATION_MS: Millis = 2000;

export interface MeshOptions {
  readonly effects: Effects;
  readonly node: MeshNode;
  /** `ip:port` of every replica of `traffic`. */
  readonly replicas: readonly string[];
  /** What a service of this process proves and checks when it calls another: `clientSecurity` of its certificates. Default: plain. */
  readonly credentials?: (from: string) => (to: string) => ChannelCredentials;
  /** Where the last set is kept. */
  readonly folder: string;
}

export interface Mesh {
  /** Where to dial a service, or a named instance `<instance>.<service>`: for `grpcClientTransport`. */
  target(to: string): string;
  /** What is believed of the mesh; undefined while nothing is known. */
  snapshot(): MeshSnapshot | undefined;
  /** Replicas of `traffic` that are connected, and answers that grpc-js-xds refused: each is a fault of ours. */
  figures(): { connected: string[]; refused: number };
  /**
   * Tells the others that an instance is there: resolves when this process has heard of it itself, or after 2 s. The returned function
   * says goodbye: it resolves when the replicas have heard it. Idempotent.
   */
  register(instance: MeshInstance): Promise<() => Promise<void>>;
  /** Ends the streams; leases that are held are lost. Targets fail from then on. */
  close(): Promise<void>;
}

/** Makes this process part of the mesh. Once a process: all its services share it. */
export async function startMesh(options: MeshOptions): Promise<Mesh> {
  const { effects, node, folder, replicas, credentials } = options;
  const clients = replicaClients({ effects, replicas, credentials });
  const relay = await startRelay({ effects, node: node.id, replicas: clients.of(node.service), folder });
  const leases = new AbortController();
  const socketFolder = await mkdtemp(path.join(os.tmpdir(), 'hansom-')); // 0700, and short: a socket's path has 108 bytes
  const socket = path.join(socketFolder, 'ads');
  let refused = 0;
  const onRefused = (answer: RefusedAnswer): void => {
    refused += 1;
    effects.log.error('grpc-js-xds refused an answer of ours', { ...answer });
  };
  const stopServing = await serveOnSocket(socket, { source: relay.source, log: effects.log, onRefused });
  await registerXds(socket, node);
  return {
    target: (to) => `xds:///${to}`,
    snapshot: () => relay.snapshot(),
    figures: () => ({ connected: relay.connected(), refused }),
    register: async (instance) => {
      const own = [...clients.of(instance.service).values()];
      const goodbye = holdLease(instance, { effects, clients: own, signal: leases.signal });
      await heardOf(relay, instance, effects);
      return goodbye;
    },
    close: async () => {
      leases.abort();
      await relay.close();
      stopServing();
      clients.close();
      await rm(socketFolder, { recursive: true, force: true });
    },
  };
}

/** Resolves when this process knows of the instance, or when it has waited for long enough. */
async function heardOf(
  relay: Relay,
  { service, instance }: MeshInstance,
  { timers }: Effects,
): Promise<void> {
  const isIt = (other: MeshInstance): boolean => other.service === service && other.instance === instance;
  const enough = new AbortController();
  const waited = timers.sleep(REGISTRATION_MS, enough.signal).then(() => enough.abort());
  while (!enough.signal.aborted && !relay.snapshot()?.instances.some(isIt))
    await Promise.race([relay.source.changed(), waited]);
  enough.abort();
}
