import { randomUUID } from 'node:crypto';

import { AccountState, DocumentKind, Driver, DriverServiceDefinition } from '@hansom/proto-driver';
import { parseId } from '@hansom/shared-ids';

import { asOperator, type InstallationOptions, type Operator } from '../operator.ts';
import { UnknownName, UsageError } from '../services.ts';
import { table } from '../table.ts';

interface ListOptions extends InstallationOptions {
  state?: string;
  json?: true;
}

interface DecisionOptions extends InstallationOptions {
  reason?: string;
  /** The version that an approval was decided on. */
  seen?: number;
}

/** What an operator may decide about an account. */
export type Decision = 'approve' | 'reject' | 'suspend' | 'restore' | 'close';

/** Prints the accounts of a city, newest first. */
export async function listDrivers(city: string, options: ListOptions): Promise<void> {
  const state = stateOf(options.state);
  await asOperator(options, async (operator) => {
    const drivers = await allOf(operator, city, state);
    print(options.json ? JSON.stringify(drivers.map(Driver.toJSON), undefined, 2) : tableOf(drivers));
  });
}

/** Prints an account. */
export async function showDriver(driverId: string, options: InstallationOptions): Promise<void> {
  checkId(driverId);
  await asOperator(options, async (operator) => {
    const client = await clientOf(operator);
    const { driver } = await client.getDriver({ driverId }, operator.call());
    print(JSON.stringify(driver && Driver.toJSON(driver), undefined, 2));
  });
}

/** Does to an account what was decided, and prints where it then stands. */
export async function decideDriver(
  decision: Decision,
  driverId: string,
  options: DecisionOptions,
): Promise<void> {
  checkId(driverId);
  await asOperator(options, async (operator) => {
    const client = await clientOf(operator);
    const { reason = '', seen: basedOnVersion = 0 } = options;
    const request = { commandKey: randomUUID(), driverId, reason, basedOnVersion };
    const { driver } = await client[decision](request, operator.call());
    print(driver ? `${driver.driverId} is ${nameOf(driver.state)}` : 'done');
  });
}

async function allOf(operator: Operator, city: string, state: AccountState): Promise<Driver[]> {
  const client = await clientOf(operator);
  const drivers: Driver[] = [];
  // One page after the other: each names the next.
  for (let page = ''; ; ) {
    const answer = await client.listDrivers({ city, state, page }, operator.call());
    drivers.push(...answer.drivers);
    page = answer.nextPage;
    if (page === '') return drivers;
  }
}

async function clientOf(operator: Operator) {
  const addresses = (await operator.instances('driver')).map(({ address }) => address);
  return operator.client(DriverServiceDefinition, { service: 'driver', addresses });
}

function checkId(text: string): void {
  const parsed = parseId('driver', text);
  if (!parsed.ok) throw new UsageError(`${JSON.stringify(text)}: ${parsed.rule}`);
}

const STATES = Object.keys(AccountState).filter((name) => !name.startsWith('UN'));

function stateOf(name: string | undefined): AccountState {
  if (name === undefined) return AccountState.UNSPECIFIED;
  const entry = Object.entries(AccountState).find(
    ([known]) => known === name.toUpperCase().replace(/-/g, '_'),
  );
  if (entry && STATES.includes(entry[0])) return entry[1];
  throw new UnknownName(`no account is ${JSON.stringify(name)}`, STATES);
}

function nameOf(state: AccountState): string {
  return Object.entries(AccountState).find(([, value]) => value === state)?.[0] ?? String(state);
}

function kindOf(kind: DocumentKind): string {
  return Object.entries(DocumentKind).find(([, value]) => value === kind)?.[0] ?? String(kind);
}

/** What an operator sees at a glance; `version` is what an approval is decided on. */
export function tableOf(drivers: readonly Driver[]): string {
  if (drivers.length === 0) return 'no drivers';
  return table(
    ['driver', 'version', 'state', 'name', 'plate', 'renewals', 'reason'],
    drivers.map((driver) => [
      ...[driver.driverId, driver.version, nameOf(driver.state), driver.name, driver.vehicle?.plate ?? ''],
      ...[waitingOf(driver).join(', '), driver.reason],
    ]),
  );
}

/** What was handed in, and waits for an operator: documents by their kinds, a car with its plate. */
function waitingOf({ renewals, vehicleRenewal }: Driver): string[] {
  const car = vehicleRenewal ? [`VEHICLE ${vehicleRenewal.plate}`] : [];
  return [...car, ...renewals.map(({ kind }) => kindOf(kind))];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
