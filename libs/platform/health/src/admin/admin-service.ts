import { Buffer } from 'node:buffer';

import { type FileRegistry } from '@bufbuild/protobuf';
import { type Effects } from '@hansom/platform-context';
import { type Endpoint, serve, type Served } from '@hansom/platform-rpc';
import { AdminServiceDefinition, type Endpoint as WireEndpoint } from '@hansom/proto-platform';

import { type EndpointFigures } from '../checks/promise-check.ts';
import { type Health } from '../health.ts';
import { readDescriptors } from '../reflection/descriptors.ts';
import { schemaOf } from '../reflection/json-schema.ts';
import { createProfiler } from './profile.ts';

export interface AdminOptions {
  readonly effects: Effects;
  readonly health: Health;
  /** The RPCs of the service. */
  readonly endpoints: readonly Endpoint[];
  /** The `DESCRIPTORS` of their contracts' libraries. */
  readonly descriptors: readonly string[];
  /** How their calls went. */
  readonly figures: () => readonly EndpointFigures[];
  /** More figures, by name with the unit: of the limiter, of queues. */
  readonly measurements: () => Readonly<Record<string, number>>;
  /** What the service runs on, as JSON. Whoever gives it leaves secrets out: all of it is sent. */
  readonly config: () => unknown;
}

/** Pieces of a profile stay below what a message may have. */
const PIECE_BYTES = 64 * 1024;

/** Serves `hansom.platform.v1.AdminService` of one service. Its access rule lets in operators only. */
export function adminService(options: AdminOptions): Served {
  const { effects, health, figures, measurements, config } = options;
  const profiler = createProfiler(effects);
  let described: WireEndpoint[] | undefined; // when first asked for: reading descriptors would double the start of a service
  return serve(AdminServiceDefinition, {
    getStats: () => ({
      measurements: { ...processFigures(), ...measurements() },
      endpoints: figures().map(toStats),
    }),
    getConfig: () => ({ document: JSON.stringify(config()) }),
    listEndpoints: () => ({ endpoints: (described ??= describeAll(options)) }),
    listChecks: () => ({ checks: health.state().checks.map((check) => ({ ...check })) }),
    takeCpuProfile: ({ durationMs }, call) => pieces(profiler.cpu(durationMs, call)),
    takeHeapProfile: ({ durationMs }, call) => pieces(profiler.heap(durationMs, call)),
  });
}

function processFigures(): Record<string, number> {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    rss_bytes: rss,
    heap_used_bytes: heapUsed,
    external_bytes: external,
    cpu_user_ms: user / 1000,
    cpu_system_ms: system / 1000,
    uptime_ms: process.uptime() * 1000,
  };
}

function toStats({ path, success, failure, latency }: EndpointFigures) {
  return {
    path,
    calls: BigInt(success.count + failure.count),
    failures: BigInt(failure.count),
    p95Ms: latency.p95Ms,
  };
}

function describeAll({ endpoints, descriptors }: AdminOptions): WireEndpoint[] {
  const registry = readDescriptors(descriptors);
  const described = endpoints.map((endpoint) => describe(endpoint, registry));
  return described.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function describe({ path, method, promise, criticality }: Endpoint, registry: FileRegistry): WireEndpoint {
  const contract = registry.getService(path.split('/')[1] ?? '');
  const rpc = contract?.methods.find(({ name }) => name === method);
  return {
    path,
    ...promise,
    criticality,
    requestSchema: rpc ? JSON.stringify(schemaOf(rpc.input)) : '',
    responseSchema: rpc ? JSON.stringify(schemaOf(rpc.output)) : '',
  };
}

async function* pieces(profile: Promise<string>): AsyncGenerator<{ piece: Buffer }> {
  const bytes = Buffer.from(await profile);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    yield { piece: bytes.subarray(at, at + PIECE_BYTES) };
}
