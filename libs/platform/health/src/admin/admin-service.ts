import { Buffer } from 'node:buffer';

import { type FileRegistry } from '@bufbuild/protobuf';
import { type Effects, type Millis } from '@hansom/platform-context';
import { type Endpoint, serve, type Served } from '@hansom/platform-rpc';
import {
  AdminServiceDefinition,
  type Endpoint as WireEndpoint,
  type EndpointStats,
  type OutcomeStats,
} from '@hansom/proto-platform';

import { type Health } from '../health.ts';
import { readDescriptors } from '../reflection/descriptors.ts';
import { schemaOf } from '../reflection/json-schema.ts';
import { createProfiler } from './profile.ts';

/** How often calls ended in one way, since the start and over the last minutes. */
export interface OutcomeFigures {
  readonly count: number;
  readonly perSecond: { readonly m1: number; readonly m5: number; readonly m15: number };
}

/** How the calls of an RPC went. */
export interface CallFigures {
  readonly path: string;
  readonly success: OutcomeFigures;
  readonly callersFault: OutcomeFigures;
  readonly failure: OutcomeFigures;
  readonly latency: {
    readonly meanMs: Millis;
    readonly p50Ms: Millis;
    readonly p95Ms: Millis;
    readonly p99Ms: Millis;
  };
}

/** What a service's telemetry knows of calls. */
export interface CallStatistics {
  endpoints(): readonly CallFigures[];
  edges(): readonly (CallFigures & { readonly to: string })[];
}

export interface AdminOptions {
  readonly effects: Effects;
  readonly health: Health;
  /** The RPCs of the service. */
  readonly endpoints: readonly Endpoint[];
  /** The `DESCRIPTORS` of their contracts' libraries. */
  readonly descriptors: readonly string[];
  /** How the calls that it serves, and those that it makes, went. */
  readonly rates: CallStatistics;
  /** More figures, by name with the unit: of the limiter, of queues. */
  readonly measurements: () => Readonly<Record<string, number>>;
  /** What the service runs on, as JSON. Whoever gives it leaves secrets out: all of it is sent. */
  readonly config: () => unknown;
}

/** Pieces of a profile stay below what a message may have. */
const PIECE_BYTES = 64 * 1024;

/** Serves `hansom.platform.v1.AdminService` of one service. Its access rules let in operators, and the console to some of it. */
export function adminService(options: AdminOptions): Served {
  const { effects, health, rates, measurements, config } = options;
  const profiler = createProfiler(effects);
  const promises = new Map(options.endpoints.map(({ path, promise }) => [path, promise]));
  let described: WireEndpoint[] | undefined; // when first asked for: reading descriptors would double the start of a service
  return serve(AdminServiceDefinition, {
    getStats: () => ({
      measurements: { ...processFigures(), ...measurements() },
      endpoints: rates.endpoints().map((figures) => toStats(figures, promises.get(figures.path))),
      edges: rates.edges().map((edge) => ({ to: edge.to, calls: toStats(edge) })),
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

function toStats(
  { path, success, callersFault, failure, latency }: CallFigures,
  promise?: Endpoint['promise'],
): EndpointStats {
  const { meanMs, p50Ms, p95Ms, p99Ms } = latency;
  return {
    path,
    calls: BigInt(success.count + callersFault.count + failure.count),
    failures: BigInt(failure.count),
    success: toOutcome(success),
    callersFault: toOutcome(callersFault),
    failure: toOutcome(failure),
    meanMs,
    p50Ms,
    p95Ms,
    p99Ms,
    promisedMeanMs: promise?.meanMs ?? 0,
    promisedP95Ms: promise?.p95Ms ?? 0,
  };
}

function toOutcome({ count, perSecond: { m1, m5, m15 } }: OutcomeFigures): OutcomeStats {
  return { count: BigInt(count), m1PerSecond: m1, m5PerSecond: m5, m15PerSecond: m15 };
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
