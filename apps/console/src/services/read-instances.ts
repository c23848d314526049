import { type Call, during, parallel, settleAll } from '@hansom/platform-rpc';
import { type GetStatsResponse, type ListChecksResponse } from '@hansom/proto-platform';
import { type Instance, InstanceState } from '@hansom/proto-traffic';

import { whyNot } from '../gather.ts';
import { type ServicesContext } from './services-context.ts';

/** An instance and what it says of itself. */
export interface InstanceReading {
  readonly instance: Instance;
  /** Absent where it did not answer, or finishes and is asked nothing. */
  readonly told: Told | undefined;
  /** Why it did not answer; empty where it did. */
  readonly reason: string;
}

interface Told {
  readonly stats: GetStatsResponse;
  readonly checks: ListChecksResponse;
}

/** Asks every instance how it does; that one does not answer is a finding. */
export async function readInstances(
  { admin }: Pick<ServicesContext, 'admin'>,
  instances: readonly Instance[],
  call: Call,
): Promise<InstanceReading[]> {
  const alone = soleInstances(instances);
  const asked = instances.map((instance, i) => {
    return [String(i), (own: Call) => ask(admin, { instance, byName: !alone.has(instance) }, own)] as const;
  });
  const answers = await settleAll(Object.fromEntries(asked), { call });
  return instances.map((instance, i) => {
    const answer = answers[String(i)];
    if (answer?.ok) return { instance, told: answer.value, reason: '' };
    return { instance, told: undefined, reason: whyNot(answer?.error) };
  });
}

/** Those that are all there is of their service: a call to it reaches them, over the connection that there is. */
function soleInstances(instances: readonly Instance[]): Set<Instance> {
  const numbers = new Map<string, number>();
  for (const { service } of instances) numbers.set(service, (numbers.get(service) ?? 0) + 1);
  return new Set(instances.filter(({ service, label }) => numbers.get(service) === 1 && label === ''));
}

async function ask(
  admin: ServicesContext['admin'],
  { instance: { instance, service, state }, byName }: { instance: Instance; byName: boolean },
  call: Call,
): Promise<Told | undefined> {
  if (state === InstanceState.DRAINING) return undefined;
  const client = admin(service);
  const own = call.fork();
  if (byName) own.setTarget(`${instance}.${service}`);
  return during(own, () =>
    parallel(
      { stats: (inner) => client.getStats({}, inner), checks: (inner) => client.listChecks({}, inner) },
      { call: own },
    ),
  );
}
