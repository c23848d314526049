import path from 'node:path';

import { UsageError } from '../services.ts';
import { table } from '../table.ts';
import { type InstanceRow, type Order, tell } from '../up/control.ts';
import { parseAddition, parseScale } from '../up/scale.ts';
import { isRunning, killLeftovers, stateFileIn } from '../up/state-file.ts';

/** Which fleet a command is about. */
export interface FleetAt {
  /** The folder of its installation. */
  data: string;
}

/** Ends all that `./hansom up` runs, or what is left of it when that has died. */
export async function down({ data }: FleetAt): Promise<void> {
  const file = stateFileIn(path.resolve(data));
  const state = file.read();
  if (!state) return print('Nothing is up.');
  if (isRunning(state)) {
    await tell(state.socket, { do: 'down' }, print);
    return print('Stopped.');
  }
  const left = killLeftovers(state);
  file.remove();
  print(
    left.length > 0
      ? `The supervisor had died; killed what it left: ${left.join(', ')}.`
      : 'The supervisor had died; nothing was left.',
  );
}

/** Replaces the instances of services, or of all, one after the other: built again if their sources have changed. */
export async function restart(services: readonly string[], at: FleetAt): Promise<void> {
  await ordered({ do: 'restart', services: [...services] }, at);
}

/** Runs more or fewer instances of a service, or of one of its releases. */
export async function scale(text: string, at: FleetAt): Promise<void> {
  await ordered({ do: 'scale', ...parseScale(text) }, at);
}

/** Runs a bundle that was built elsewhere beside the others of its service. */
export async function addRelease(text: string, at: FleetAt): Promise<void> {
  const { service, bundle } = parseAddition(text);
  await ordered({ do: 'add', service, bundle: path.resolve(bundle) }, at);
}

/** The processes of a fleet; undefined: none is up. */
export async function processes({ data }: FleetAt): Promise<InstanceRow[] | undefined> {
  const state = stateFileIn(path.resolve(data)).read();
  return state && isRunning(state) ? tell(state.socket, { do: 'list' }, print) : undefined;
}

async function ordered(order: Order, { data }: FleetAt): Promise<void> {
  const state = stateFileIn(path.resolve(data)).read();
  if (!state || !isRunning(state)) throw new UsageError(`nothing is up in ${data}: ./hansom up`);
  const rows = await tell(state.socket, order, print);
  print(table(['process', 'version', 'pid', 'state'], rows.map(cellsOf)));
}

function cellsOf({ name, version = '', pid, state }: InstanceRow): (string | number)[] {
  return [name, version, pid ?? '', state];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
