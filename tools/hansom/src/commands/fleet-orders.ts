import path from 'node:path';

import { type Millis, realTimers } from '@hansom/platform-context';

import { UsageError } from '../services.ts';
import { table } from '../table.ts';
import { claim } from '../up/claim.ts';
import { type InstanceRow, type Order, tell } from '../up/control.ts';
import { parseAddition, parseScale } from '../up/scale.ts';
import { isRunning, readState, stateFileIn, type UpState } from '../up/state-file.ts';

/** Which fleet a command is about. */
export interface FleetAt {
  /** The folder of its installation. */
  data: string;
}

const LOOK_MS: Millis = 50;
/** One that takes orders by then ends in order, level by level. */
const END_MS: Millis = 90_000;

/** Ends all that `./hansom up` runs, or what is left of it when that has died. */
export async function down(at: FleetAt): Promise<void> {
  const state = stateOf(at);
  if (!state) return print('Nothing is up.');
  if (isRunning(state)) {
    await stop(state);
    return print('Stopped.');
  }
  const taken = claim(path.resolve(at.data));
  if ('heldBy' in taken) return down(at); // another was faster: it cleans up, or is up
  taken.claim.release();
  print(
    taken.killed.length > 0
      ? `The supervisor had died; killed what it left: ${taken.killed.join(', ')}.`
      : 'The supervisor had died; nothing was left.',
  );
}

/** One that is starting takes no orders yet: a signal ends it at once. */
async function stop(state: UpState): Promise<void> {
  if (state.socket !== undefined) return void (await tell(state.socket, { do: 'down' }, print));
  const { pid } = state.supervisor;
  process.kill(pid, 'SIGTERM');
  const timers = realTimers();
  for (let waited = 0; isRunning(state); waited += LOOK_MS) {
    if (waited >= END_MS) throw new UsageError(`process ${pid} was told to end, and does not`);
    await timers.sleep(LOOK_MS);
  }
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

/** Throws a `UsageError` while it is being started: nobody is there yet who could be asked anything. */
export function checkStarted(at: FleetAt): void {
  socketOf(at);
}

/** The processes of a fleet; undefined: none is up. */
export async function processes(at: FleetAt): Promise<InstanceRow[] | undefined> {
  const socket = socketOf(at);
  return socket === undefined ? undefined : tell(socket, { do: 'list' }, print);
}

async function ordered(order: Order, at: FleetAt): Promise<void> {
  const socket = socketOf(at);
  if (socket === undefined) throw new UsageError(`nothing is up in ${at.data}: ./hansom up`);
  const rows = await tell(socket, order, print);
  print(table(['process', 'version', 'pid', 'state'], rows.map(cellsOf)));
}

/** Undefined: nothing is up. Throws a `UsageError` while it is starting. */
function socketOf(at: FleetAt): string | undefined {
  const state = stateOf(at);
  if (!state || !isRunning(state)) return undefined;
  if (state.socket !== undefined) return state.socket;
  throw new UsageError(`it is being started, by process ${state.supervisor.pid}: no service runs yet`);
}

function stateOf({ data }: FleetAt): UpState | undefined {
  return readState(stateFileIn(path.resolve(data)));
}

function cellsOf({ name, version = '', pid, state }: InstanceRow): (string | number)[] {
  return [name, version, pid ?? '', state];
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
