import { type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { type Call, type CallScope, rootCall } from '@hansom/platform-rpc';
import { type Check, EdgeStats, EndpointStats, GetStatsResponse } from '@hansom/proto-platform';
import {
  type Change,
  Instance,
  InstanceState,
  type ServiceRules,
  type SetRulesRequest,
} from '@hansom/proto-traffic';

import { type ServicesContext } from '../src/services/services-context.ts';
import { serviceBoard } from '../src/services/service-board.ts';
import { type TrafficContext } from '../src/traffic/traffic-context.ts';

/** An instance, and what it says. */
export interface Fake {
  instance: Instance;
  stats: GetStatsResponse;
  checks: Check[];
  down: boolean;
}

export function anInstance(over: Partial<Instance> = {}, told: Partial<Omit<Fake, 'instance'>> = {}): Fake {
  const instance = Instance.fromPartial({
    ...{ service: 'booking', instance: 'b1', version: 'v1', zone: 'a', state: InstanceState.SERVING },
    ...over,
  });
  return { instance, stats: GetStatsResponse.fromPartial({}), checks: [], down: false, ...told };
}

const GET = '/hansom.booking.v1.BookingService/Get';

/** An endpoint that was called `count` times a second. */
export function someCalls(count: number, over: Partial<EndpointStats> = {}): EndpointStats {
  const rate = { count: BigInt(count), m1PerSecond: count, m5PerSecond: count / 2, m15PerSecond: count / 4 };
  const durations = { meanMs: 4, p50Ms: 3, p95Ms: 10, p99Ms: 15 };
  const promised = { promisedMeanMs: 5, promisedP95Ms: 20 };
  return EndpointStats.fromPartial({ path: GET, success: rate, ...durations, ...promised, ...over });
}

export function calling(to: string, count: number): GetStatsResponse {
  const edges = [EdgeStats.fromPartial({ to, calls: someCalls(count) })];
  return GetStatsResponse.fromPartial({ edges });
}

export interface ServicesSpec {
  ctx: ServicesContext & TrafficContext;
  effects: FakeEffects;
  /** Everybody who lives: a spec adds and takes away. */
  fakes: Fake[];
  /** Services that do not answer, traffic among them. */
  down: string[];
  rules: ServiceRules[];
  changes: Change[];
  /** Who was asked, by `<instance>.<service>`, or by the service where any would do. */
  asked: string[];
}

/** Services that say how they do, and traffic with its rules, in memory. */
export function aServicesContext(...fakes: Fake[]): ServicesSpec {
  const effects = fakeEffects();
  const spec = { effects, fakes, down: [], rules: [], changes: [], asked: [] } as Omit<ServicesSpec, 'ctx'>;
  const asked = { traffic: trafficOf(spec), admin: (service: string) => adminOf(spec, service) };
  const call = ({ deadlineMs }: { deadlineMs: number }) => rootCall(effects, { name: 'console', deadlineMs });
  const board = serviceBoard(asked as unknown as ServicesContext, { monotonic: effects.monotonic, call });
  const auth = { listStaff: async () => ({ staff: [{ staffId: 'staff_1', name: 'asta' }], nextPage: '' }) };
  const ctx = { ...asked, board, auth } as unknown as ServicesSpec['ctx']; // of each client what is called here
  return { ...spec, ctx };
}

function unavailable(service: string): HansomError {
  return new HansomError('unavailable', `${service}.unavailable`, { description: 'nobody is there' });
}

type Spec = Omit<ServicesSpec, 'ctx'>;

function adminOf({ fakes, asked, down }: Spec, service: string) {
  /** Whoever a call reaches: the instance that it names, or the first of the service. */
  const reached = (call: Call): Fake => {
    const { target } = call as CallScope;
    asked.push(target ?? service);
    const fake = fakes.find(({ instance: { instance, service: of } }) =>
      target === undefined ? of === service : `${instance}.${of}` === target,
    );
    if (!fake || fake.down || down.includes(service)) throw unavailable(service);
    return fake;
  };
  const endpoint = { path: GET, meanMs: 5, p95Ms: 20, criticality: 1 };
  return {
    getStats: async (_: unknown, call: Call) => reached(call).stats,
    listChecks: async (_: unknown, call: Call) => ({ checks: reached(call).checks }),
    listEndpoints: async () => ({ endpoints: [endpoint, { ...endpoint, path: `${GET}Active` }] }),
    getConfig: async () => ({ document: '{"a":1}' }),
  };
}

/** Rules as traffic keeps them: a change is based on the last one. */
function trafficOf(spec: Spec) {
  const answer = <T>(value: () => T) => {
    if (spec.down.includes('traffic')) throw unavailable('traffic');
    return value();
  };
  const version = (): bigint => BigInt(spec.changes.length);
  return {
    listInstances: async ({ service }: { service: string }) =>
      answer(() => ({
        instances: spec.fakes
          .map(({ instance }) => instance)
          .filter((instance) => service === '' || instance.service === service),
      })),
    getRules: async () => answer(() => ({ version: version(), rules: [...spec.rules] })),
    listChanges: async ({ before, limit }: { before: bigint; limit: number }) =>
      answer(() => ({
        changes: spec.changes
          .filter((change) => before === 0n || change.version < before)
          .reverse()
          .slice(0, limit),
      })),
    setRules: async ({ basedOn, reason, rules }: SetRulesRequest) =>
      answer(() => {
        if (basedOn !== version() || !rules) {
          throw new HansomError('failed_precondition', 'traffic.outdated', {
            description: 'they were changed',
          });
        }
        const { service } = rules;
        const nothing = { service, shares: [], labels: [], faults: [] };
        const oldRules = spec.rules.find((one) => one.service === service) ?? nothing;
        const others = spec.rules.filter((one) => one.service !== service);
        const isEmpty = rules.shares.length + rules.labels.length + rules.faults.length === 0;
        spec.rules.splice(0, Infinity, ...others, ...(isEmpty ? [] : [rules]));
        const at = new Date(spec.effects.clock.now());
        spec.changes.push({
          version: version() + 1n,
          at,
          who: 'user:staff_1',
          reason,
          oldRules,
          newRules: rules,
        });
        return { version: version(), warnings: [] };
      }),
  };
}
