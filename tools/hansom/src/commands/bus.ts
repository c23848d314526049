import { HansomError } from '@hansom/platform-errors';
import { settleAll } from '@hansom/platform-rpc';
import { type ParkedEvent, type ReplayRequest, SubscriptionsServiceDefinition } from '@hansom/proto-platform';

import { asOperator, type InstallationOptions, type Operator } from '../operator.ts';
import { UsageError } from '../services.ts';
import { table } from '../table.ts';

interface ParkedOptions extends InstallationOptions {
  json?: true;
}

/** Prints the events that services gave up on for now: one of them, or all that run. */
export async function showParked(service: string | undefined, options: ParkedOptions): Promise<void> {
  await asOperator(options, async (operator) => {
    const rows = await rowsOf(operator, service);
    print(options.json ? JSON.stringify(rows, undefined, 2) : tableOf(rows));
  });
}

/** Has a service handle a parked event again, and what waits for it. */
export async function replayParked(
  service: string,
  event: string,
  options: InstallationOptions,
): Promise<void> {
  await asOperator(options, async (operator) => {
    await (await clientOf(operator, service)).replay(eventOf(event), operator.call());
    print('it will be handled again');
  });
}

/** Has a service give a parked event up, and go on with what waits for it. */
export async function skipParked(
  service: string,
  event: string,
  options: InstallationOptions,
): Promise<void> {
  await asOperator(options, async (operator) => {
    await (await clientOf(operator, service)).skip(eventOf(event), operator.call());
    print('it will not be handled');
  });
}

/** Every event that waits for an operator, in any service that runs, as the orders about one take it. */
export async function listParked(operator: Operator): Promise<string[]> {
  return (await rowsOf(operator)).map((row) => `${row.service} ${nameOf(row)}`);
}

async function rowsOf(operator: Operator, service?: string): Promise<Row[]> {
  return parkedIn(operator, await runningServices(operator, service));
}

type Row = ParkedEvent & { service: string };

async function runningServices(operator: Operator, service?: string): Promise<string[]> {
  const instances = await operator.instances(service);
  return [...new Set(instances.map((instance) => instance.service))].sort();
}

/** Instances of a service share what is parked: any of them will do. */
async function parkedIn(operator: Operator, services: readonly string[]): Promise<Row[]> {
  const call = operator.call();
  const tasks = services.map((service) => {
    const list = async (): Promise<ParkedEvent[]> =>
      (await (await clientOf(operator, service)).listParked({}, call)).parked;
    return [service, list] as const;
  });
  const answers = await settleAll(Object.fromEntries(tasks), { call });
  return services.flatMap((service) => {
    const answer = answers[service];
    if (answer?.ok) return answer.value.map((event) => ({ service, ...event }));
    if (!isUnimplemented(answer?.error)) throw answer?.error;
    return []; // it listens to nothing
  });
}

async function clientOf(operator: Operator, service: string) {
  const addresses = (await operator.instances(service)).map(({ address }) => address);
  return operator.client(SubscriptionsServiceDefinition, { service, addresses });
}

function isUnimplemented(error: unknown): boolean {
  return error instanceof HansomError && error.kind === 'unimplemented';
}

/** `<owner>/<kind>/<aggregate>/<version>` */
const EVENT = /^([^/]+\/[^/]+)\/([^/]+)\/([1-9]\d*)$/;

function eventOf(text: string): ReplayRequest {
  const [, group, aggregate, version] = EVENT.exec(text) ?? [];
  if (group && aggregate) return { group, aggregate, version: Number(version) };
  throw new UsageError(`${JSON.stringify(text)} is no event as \`hansom bus parked\` lists them`);
}

function tableOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'nothing is parked';
  return table(
    ['service', 'event', 'since', 'reason'],
    rows.map((row) => [row.service, nameOf(row), row.parkedAt?.toISOString() ?? '', row.reason]),
  );
}

function nameOf({ group, aggregate, version }: Row): string {
  return `${group}/${aggregate}/${version}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
