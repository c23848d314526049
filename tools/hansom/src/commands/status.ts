import { type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { settleAll } from '@hansom/platform-rpc';
import {
  AdminServiceDefinition,
  type GetStatsResponse,
  type ListChecksResponse,
} from '@hansom/proto-platform';
import { type Instance, InstanceState } from '@hansom/proto-traffic';

import { type InstallationOptions, openOperator, type Operator } from '../operator.ts';
import { table } from '../table.ts';
import { type InstanceRow } from '../up/control.ts';
import { checkStarted, processes } from './fleet-orders.ts';

/** A machine that has too much to do is when one looks: who answers late is not away. */
const ANSWER_MS: Millis = 10_000;
/** Some wait for others. */
const ALL_MS: Millis = 60_000;

/** What one instance says of itself; undefined: it did not answer. */
interface Answer {
  stats: GetStatsResponse;
  checks: ListChecksResponse;
}

/** Prints every live instance: version, where it is, how much it does, how it is; what `./hansom up` runs with its process, also what does not live. */
export async function status(
  service: string | undefined,
  options: InstallationOptions & { json?: true },
): Promise<void> {
  checkStarted(options);
  const operator = await openOperator(options);
  try {
    const instances = await operator.instances(service);
    const tasks = instances.map((instance) => [instance.instance, () => ask(operator, instance)] as const);
    const answers = await settleAll(Object.fromEntries(tasks), { call: operator.call(ALL_MS) });
    const supervised = ((await processes(options)) ?? []).filter(
      (one) => !service || one.service === service,
    );
    const live = instances.map((instance) => {
      const answer = answers[instance.instance];
      const process = supervised.find((one) => one.instance === instance.instance);
      return { ...rowOf(instance, answer?.ok ? answer.value : failureOf(answer?.error)), pid: process?.pid };
    });
    const rows = [...live, ...supervised.filter(({ state }) => state !== 'serving').map(notLive)];
    process.stdout.write(`${options.json ? JSON.stringify(rows, undefined, 2) : tableOf(rows)}\n`);
  } finally {
    operator.close();
  }
}

async function ask(operator: Operator, { service, address }: Instance): Promise<Answer> {
  const admin = operator.client(AdminServiceDefinition, { service, addresses: [address] });
  const call = operator.call(ANSWER_MS);
  const [stats, checks] = await Promise.all([admin.getStats({}, call), admin.listChecks({}, call)]);
  return { stats, checks };
}

/** Any failure to answer is a finding, not the end of the list. */
function failureOf(error: unknown): string {
  return error instanceof HansomError ? error.code : String(error);
}

type Row = ReturnType<typeof rowOf> & { pid: number | undefined };

function rowOf(instance: Instance, answer: Answer | string) {
  const { service, version, zone, label, address, state } = instance;
  const endpoints = typeof answer === 'string' ? [] : answer.stats.endpoints;
  const sum = (read: (endpoint: (typeof endpoints)[number]) => number | undefined): number =>
    endpoints.reduce((total, endpoint) => total + (read(endpoint) ?? 0), 0);
  return {
    service,
    version,
    instance: instance.instance,
    address,
    zone: label ? `${zone} (${label})` : zone,
    callsPerSecond: Number(sum(({ success }) => success?.m1PerSecond).toFixed(1)),
    failuresPerSecond: Number(sum(({ failure }) => failure?.m1PerSecond).toFixed(1)),
    slowestP95Ms: Number(Math.max(0, ...endpoints.map(({ p95Ms }) => p95Ms)).toFixed(1)),
    health: state === InstanceState.DRAINING ? 'draining' : healthOf(answer),
  };
}

/** A process that takes no calls. */
function notLive({
  name,
  service,
  version = '',
  instance = '',
  address = '',
  pid,
  state,
  why,
}: InstanceRow): Row {
  const health = `${name}: ${state}${why === undefined ? '' : ` (${why})`}`;
  const idle = { callsPerSecond: 0, failuresPerSecond: 0, slowestP95Ms: 0 };
  return { service, version, instance, address, zone: '', pid, ...idle, health };
}

function healthOf(answer: Answer | string): string {
  if (typeof answer === 'string') return `does not answer: ${answer}`;
  const failing = answer.checks.checks.filter(({ state }) => state === 'failing');
  return failing.map(({ name, message }) => `${name}: ${message}`).join('; ') || 'healthy';
}

function tableOf(rows: readonly Row[]): string {
  const head = ['service', 'version', 'pid', 'address', 'zone', 'calls/s', 'failures/s', 'p95 ms', 'health'];
  return table(
    head,
    rows.map((row) => [
      row.service,
      row.version,
      row.pid ?? '',
      row.address,
      row.zone,
      row.callsPerSecond,
      row.failuresPerSecond,
      row.slowestP95Ms,
      row.health,
    ]),
  );
}
