import { z } from '@hansom/platform-config';

import { Missing } from './missing.ts';
import { Rules, VersionShare } from './traffic.ts';

const state = z
  .enum(['HEALTHY', 'UNWELL', 'GONE'])
  .describe('UNWELL: an instance does not answer, or a check of one fails. GONE: nobody runs it.');

/** A service in a line. */
export const ServiceSummary = z
  .object({
    name: z.string(),
    state,
    reason: z.string().describe('Which check fails where, and why. Empty when healthy.'),
    instances: z.int(),
    versions: z.array(VersionShare.pick({ version: true, instances: true }).extend({ percent: z.number() })),
    zones: z.array(z.string()),
    steered: z.boolean().describe('Whether somebody set shares, labels or faults.'),
    callsPerSecond: z
      .number()
      .describe('That were answered or were the caller’s fault, over the last minute.'),
    failuresPerSecond: z.number().describe('Over the last minute.'),
    brokenPromises: z.int().describe('Endpoints whose p95 is worse than promised.'),
    worst: z
      .object({ path: z.string(), p95Ms: z.number(), promisedP95Ms: z.int() })
      .optional()
      .describe('The endpoint whose p95 is worst for its promise. Absent before anybody called.'),
  })
  .meta({ id: 'ServiceSummary' });

export type ServiceSummary = z.output<typeof ServiceSummary>;

export const InstanceCheck = z
  .object({
    name: z.string(),
    state: z.enum(['PENDING', 'PASSING', 'FAILING']),
    priority: z.enum(['PAGER', 'EMAIL', 'WARNING']),
    reason: z.string().describe('Why it fails. May be empty.'),
  })
  .meta({ id: 'InstanceCheck' });

export const ServiceInstance = z
  .object({
    id: z.string(),
    version: z.string(),
    zone: z.string(),
    label: z.string().describe('Set: it serves only calls that ask for it. May be empty.'),
    address: z.string(),
    state: z.enum(['SERVING', 'DRAINING']),
    upMs: z.number().optional().describe('How long its process has run, in real time.'),
    memoryBytes: z.number().optional(),
    checks: z.array(InstanceCheck),
    reason: z.string().describe('Why nothing could be learnt from it. Empty where it answers.'),
  })
  .meta({ id: 'ServiceInstance' });

/** How often something ended in one way. */
export const Rates = z
  .object({
    count: z.int().describe('Since the instances started.'),
    perSecond1m: z.number(),
    perSecond5m: z.number(),
    perSecond15m: z.number(),
  })
  .meta({ id: 'Rates' });

const durations = {
  meanMs: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
};

/** An RPC: what it promises, and how it went. Rates are the sum of all instances, durations those of the slowest. */
export const ServiceEndpoint = z
  .object({
    path: z.string(),
    promise: z
      .object({ meanMs: z.int(), p95Ms: z.int() })
      .optional()
      .describe('Absent for routes over HTTP, and for what every service serves.'),
    criticality: z.int().optional().describe('From 0, shed last, to 5.'),
    kept: z.boolean().optional().describe('Whether p95 is as promised. Absent where nobody called.'),
    ok: Rates,
    callersFault: Rates.describe('Refused because of the caller: no sign of ill health.'),
    failed: Rates,
    ...durations,
  })
  .meta({ id: 'ServiceEndpoint' });

/** How calls between two services went, as the caller saw them. */
export const ServiceEdge = z
  .object({
    from: z.string(),
    to: z.string(),
    path: z.string(),
    ok: Rates,
    failed: Rates,
    ...durations,
  })
  .meta({ id: 'ServiceEdge' });

/** A service, all of it. */
export const ServicePage = z
  .object({
    name: z.string(),
    state,
    reason: z.string(),
    instances: z.array(ServiceInstance),
    versions: ServiceSummary.shape.versions,
    endpoints: z.array(ServiceEndpoint).describe('By path.'),
    callers: z.array(ServiceEdge).describe('Who calls it, busiest first.'),
    callees: z.array(ServiceEdge).describe('Whom it calls, busiest first.'),
    rules: z.object({ basedOn: z.int().describe('Version of all rules: a change names it.'), now: Rules }),
    config: z.string().optional().describe('What it runs on, as JSON. For staff who may change traffic.'),
    missing: z.array(Missing),
  })
  .meta({ id: 'ServicePage' });

export type ServicePage = z.output<typeof ServicePage>;
