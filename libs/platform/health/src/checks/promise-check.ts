import { type Millis } from '@hansom/platform-context';
import { type Endpoint } from '@hansom/platform-rpc';

import { type Check } from '../check.ts';

/** How the calls of an RPC went at its server. `latency` is of the last minutes, `count` since the start. */
export interface EndpointFigures {
  /** `/hansom.sample_hold.v1.SampleHoldService/Place` */
  readonly path: string;
  readonly success: { readonly count: number };
  readonly failure: { readonly count: number };
  readonly latency: { readonly p95Ms: Millis };
}

/** Fewer calls than this since the last run prove nothing. */
const ENOUGH = 20;
const MAX_FAILURES = 0.01;
/** Runs, a minute apart: in the latency of the last minutes is what was called before code was compiled and caches were filled. */
const COLD_RUNS = 3;

/**
 * Holds an endpoint against its own promise: fails when its 95th percentile is over the promised one, or more than one call of a hundred
 * failed through no fault of its caller, among at least 20 since the last run. How slow a service is in its first three minutes is measured, and not held
 * against it. Never a pager check: a slow instance still serves, and
 * one that left would make the others slower.
 */
export function promiseCheck(endpoint: Endpoint, figures: () => readonly EndpointFigures[]): Check {
  const since = { calls: 0, failures: 0 };
  let runs = 0;
  return {
    name: `promise-${endpoint.service}-${kebab(endpoint.method)}`,
    priority: endpoint.criticality <= 1 ? 'email' : 'warning',
    run: () => {
      runs += 1;
      const now = figures().find(({ path }) => path === endpoint.path);
      if (!now) return { ok: true, measurements: { calls: 0 } };
      const total = { calls: now.success.count + now.failure.count, failures: now.failure.count };
      const calls = total.calls - since.calls;
      const failures = total.failures - since.failures;
      Object.assign(since, total);
      const measurements = {
        calls,
        failures,
        p95_ms: now.latency.p95Ms,
        promised_p95_ms: endpoint.promise.p95Ms,
      };
      if (calls < ENOUGH) return { ok: true, measurements };
      const isSlow = now.latency.p95Ms > endpoint.promise.p95Ms && runs > COLD_RUNS;
      const broken = [
        ...(isSlow ? [slow(now.latency.p95Ms, endpoint)] : []),
        ...(failures > calls * MAX_FAILURES ? [`${failures} of ${calls} calls failed`] : []),
      ];
      return { ok: broken.length === 0, message: broken.join('; '), measurements };
    },
  };
}

function slow(p95Ms: Millis, { promise }: Endpoint): string {
  return `the 95th percentile is ${p95Ms.toFixed(1)} ms, promised were ${promise.p95Ms}`;
}

function kebab(method: string): string {
  return method.replace(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase();
}
