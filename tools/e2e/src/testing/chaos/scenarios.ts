import { type Millis } from '@hansom/platform-context';
import { eventually } from '@hansom/platform-context/testing';
import { SampleDeskServiceDefinition } from '@hansom/proto-sample-desk';
import { type ServiceRules, TrafficServiceDefinition } from '@hansom/proto-traffic';

import { type ChaosWorld } from './chaos-world.ts';
import { type Ended, type ServiceProcess } from './processes.ts';
import { type SteadyLoad } from './steady-load.ts';

/** What happened to the calls of a scenario. */
export interface Findings {
  readonly calls: number;
  /** Codes of those that failed. */
  readonly failures: readonly string[];
  /** How long after the deed the last one that failed began; 0: none did. */
  readonly failedForMs: Millis;
}

/** Calls that must have been answered in a row before a scenario counts as over: a second of them. */
const IN_A_ROW = 200;
const NEWCOMERS_CALLS = 20;

/** SIGKILL of one of three instances. There are three again when it resolves. */
export async function killOne(world: ChaosWorld): Promise<Findings> {
  const load = await loadOnAll(world);
  const victim = takeOne(world);
  const deed = load.elapsed();
  victim.send('SIGKILL');
  await victim.ended;
  await answeredInARow(world, load);
  await load.stop();
  await world.startInstance();
  return findingsOf(load, deed);
}

/** SIGSTOP of one of three instances; SIGCONT when calls go well without it, and on until it answers calls again. */
export async function freezeOne(world: ChaosWorld): Promise<Findings> {
  const load = await loadOnAll(world);
  const [victim] = world.instances as [ServiceProcess];
  const deed = load.elapsed();
  victim.send('SIGSTOP');
  await answeredInARow(world, load);
  victim.send('SIGCONT');
  const before = await world.answeredBy(victim);
  // What it answers late, of before it stood still, is a few: it is called again when it is many.
  await eventually(async () => (await world.answeredBy(victim)) > before + 100, { what: 'is called again' });
  await load.stop();
  return findingsOf(load, deed);
}

/** SIGTERM of each instance in turn, with another in its place before the next. */
export async function rollAll(world: ChaosWorld): Promise<Findings & { ended: readonly Ended[] }> {
  const load = await loadOnAll(world);
  const deed = load.elapsed();
  const ended: Ended[] = [];
  for (const victim of [...world.instances]) {
    world.instances = world.instances.filter((one) => one !== victim);
    victim.send('SIGTERM');
    ended.push(await victim.ended); // in turn is the point of it
    await world.startInstance();
  }
  await answeredInARow(world, load);
  await load.stop();
  return { ...findingsOf(load, deed), ended };
}

/** SIGSTOP of one of two replicas, then new rules: how long until they are in force here. The replica goes on in the end. */
export async function freezeReplica(world: ChaosWorld): Promise<Findings & { inForceMs: Millis }> {
  const [frozen, other] = world.replicas as [ServiceProcess, ServiceProcess];
  const load = world.load();
  frozen.send('SIGSTOP');
  const deed = load.elapsed();
  await setRules(world, other, { faults: [FAULT] });
  const set = load.elapsed();
  await eventually(async () => (await faultOf(world)) === FAULT_CODE, { what: 'the fault is in force' });
  const inForceMs = load.elapsed() - set;
  await setRules(world, other, { faults: [] });
  await eventually(async () => (await faultOf(world)) === undefined, { what: 'the fault is over' });
  frozen.send('SIGCONT');
  await eventually(() => world.mesh.figures().connected.length === 2, { what: 'both are heard' });
  await load.stop();
  return { ...findingsOf(load, deed), inForceMs };
}

/** SIGKILL of both replicas. Another process starts meanwhile and calls the service; then both are back, and a new instance is found. */
export async function killReplicas(world: ChaosWorld): Promise<Findings & { ofNewcomer: Newcomer }> {
  const load = world.load();
  const deed = load.elapsed();
  for (const replica of world.replicas) replica.send('SIGKILL');
  await Promise.all(world.replicas.map(({ ended }) => ended));
  await eventually(() => world.mesh.figures().connected.length === 0, { what: 'nobody is heard' });
  const ofNewcomer = await callsOfNewcomer(world);
  await answeredInARow(world, load);
  world.replicas = [];
  await Promise.all([world.startReplica(0), world.startReplica(1)]);
  await world.startInstance();
  await load.stop();
  return { ...findingsOf(load, deed), ofNewcomer };
}

/** What became of the calls of a process that started while no replica of `traffic` ran. */
export interface Newcomer {
  readonly answered: number;
  /** Tries that failed before one was answered. The first call of a process has to find, connect and warm everything. */
  readonly tries: number;
}

/** Each of its calls makes it call the service; one that fails is repeated, as each is idempotent. */
async function callsOfNewcomer(world: ChaosWorld): Promise<Newcomer> {
  const desk = await world.startDesk();
  let tries = 0;
  const checkIn = async (key: string): Promise<boolean> => {
    const request = { commandKey: key, guestId: 'newcomer', placeIds: [key] };
    const asked = world.ask(desk, SampleDeskServiceDefinition, (client, call) =>
      client.checkIn(request, call),
    );
    const answered = await asked.catch(() => undefined);
    if (!answered) tries += 1;
    return answered !== undefined;
  };
  for (let i = 0; i < NEWCOMERS_CALLS; i += 1) {
    await eventually(() => checkIn(`new-${i}`), { what: 'the newcomer is answered' }); // one by one, each on a connection of its own
  }
  desk.send('SIGKILL');
  await desk.ended;
  return { answered: NEWCOMERS_CALLS, tries };
}

/** A load of which every instance has its part: nothing is shown by the death of one that nobody calls. */
async function loadOnAll(world: ChaosWorld): Promise<SteadyLoad> {
  const load = world.load();
  const before = await Promise.all(world.instances.map(world.answeredBy));
  await eventually(async () => {
    const now = await Promise.all(world.instances.map(world.answeredBy));
    return now.every((count, i) => count > (before[i] ?? 0) + 20);
  });
  return load;
}

function takeOne(world: ChaosWorld): ServiceProcess {
  const [victim, ...others] = world.instances as [ServiceProcess];
  world.instances = others;
  return victim;
}

/** Resolves when that many calls that began from now on were answered without one that failed. */
async function answeredInARow(world: ChaosWorld, { outcomes, elapsed }: SteadyLoad): Promise<void> {
  const from = elapsed();
  await eventually(() => {
    const later = outcomes.filter(({ at }) => at >= from);
    return later.length >= IN_A_ROW && later.slice(-IN_A_ROW).every(({ failure }) => failure === undefined);
  });
}

function findingsOf({ outcomes }: SteadyLoad, deed: Millis): Findings {
  const failed = outcomes.flatMap(({ at, failure }) => (failure === undefined ? [] : [{ at, failure }]));
  return {
    calls: outcomes.length,
    failures: failed.map(({ failure }) => failure),
    failedForMs: Math.max(0, ...failed.map(({ at }) => at - deed)),
  };
}

/** Only calls that ask for it fail, with what nothing else here fails with. */
const FAULT_HEADER = { 'x-chaos': 'on' };
const FAULT = { percent: 100, abortCode: 9, delayMs: 0, header: 'x-chaos', headerValue: 'on' };
const FAULT_CODE = 'sample-hold.failed_precondition';

/** What a call that asks for the fault fails with, if it does. */
async function faultOf(world: ChaosWorld): Promise<unknown> {
  return world.call(FAULT_HEADER).then(
    () => undefined,
    (error: { code?: unknown }) => error.code,
  );
}

function setRules(
  world: ChaosWorld,
  replica: ServiceProcess,
  { faults }: Pick<ServiceRules, 'faults'>,
): Promise<unknown> {
  return world.ask(replica, TrafficServiceDefinition, async (client, call) => {
    const { version: basedOn } = await client.getRules({}, call);
    const rules = { service: 'sample-hold', shares: [], labels: [], faults };
    return client.setRules({ commandKey: `chaos-${basedOn}`, basedOn, reason: 'chaos', rules }, call);
  });
}
