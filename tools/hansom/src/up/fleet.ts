import path from 'node:path';

import { type Environment } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { type DevelopmentCa, developmentCa } from '@hansom/platform-identity';
import { type Group, isLooping, type Slot, slotName, slotsOf } from '@hansom/platform-provisioning';
import { clockFile, developmentCaFolder, sharedMapping } from '@hansom/platform-runtime';

import { ensureDataFolder } from '../data-folder.ts';
import { tailOf } from '../logs/follow-logs.ts';
import { lastComplaint } from '../logs/log-line.ts';
import { type RobotOptions, robotSettings } from '../robot-settings.ts';
import { UsageError } from '../services.ts';
import { type Bundle } from './bundle.ts';
import { type Child, launch } from './child.ts';
import { type Claim } from './claim.ts';
import { type InstanceRow } from './control.ts';
import { environmentOf, ROBOTS, type Shared } from './environment.ts';
import { groupName, groupOf } from './groups.ts';
import { keepCertificates } from './keep-certificates.ts';
import { marked } from './state-file.ts';
import { type Instance, type Occurrence, Supervisor } from './supervisor.ts';

export interface FleetOptions extends RobotOptions {
  /** Absolute. */
  readonly data: string;
  readonly speed: number;
  readonly logLevel: string;
  /** One address a replica of `traffic`. */
  readonly traffic: readonly string[];
  /** By service; one unless given. */
  readonly replicas: ReadonlyMap<string, number>;
  readonly trustDomain: string;
}

export interface FleetParts {
  readonly effects: Pick<Effects, 'monotonic' | 'timers'>;
  readonly claim: Pick<Claim, 'write'>;
  /** Settings that choose the store. */
  readonly stores: Environment;
  occurred(occurrence: Occurrence): void;
}

/** What all processes have in common. */
interface InCommon {
  readonly authority: DevelopmentCa;
  /** Of domain time. */
  readonly clockMapping: string;
}

/** The processes of an installation on this machine. */
export class Fleet {
  readonly supervisor: Supervisor;
  private readonly bundles: Map<string, Bundle>;
  private socket: string | undefined;
  private endKeeping: () => Promise<void> = async () => undefined;

  private constructor(
    bundles: readonly Bundle[],
    private readonly options: FleetOptions,
    private readonly parts: FleetParts & InCommon,
  ) {
    this.bundles = new Map(bundles.map((bundle) => [groupName(bundle), bundle]));
    const groups = bundles.map((bundle) =>
      groupOf(bundle, options.replicas.get(bundle.service) ?? 1, options),
    );
    this.supervisor = new Supervisor(
      { goal: 'up', groups },
      {
        ...parts.effects,
        launch: (slot) => this.launch(slot),
        complaint: (slot) => lastComplaint(tailOf(this.logOf(slot))),
        changed: (instances) => this.note(instances),
        occurred: (occurrence) => parts.occurred(occurrence),
      },
    );
  }

  /** Makes what all of them need. Nothing runs yet. */
  static async open(bundles: readonly Bundle[], options: FleetOptions, parts: FleetParts): Promise<Fleet> {
    ensureDataFolder(options.data);
    const folder = developmentCaFolder(options.data);
    const authority = await developmentCa({ folder, trustDomain: options.trustDomain });
    const clockMapping = sharedMapping(clockFile(options.data));
    return new Fleet(bundles, options, { ...parts, authority, clockMapping });
  }

  /** Starts all. Resolves when all have served; rejects with a `UsageError` when one of them fails again and again. `socket`: where orders are taken. */
  async start(socket: string): Promise<void> {
    this.socket = socket;
    this.endKeeping = keepCertificates({
      authority: this.parts.authority,
      timers: this.parts.effects.timers,
      services: () => new Set([...this.bundles.values()].map(({ service }) => service)),
    });
    this.supervisor.step();
    await this.supervisor.until(() => {
      const slots = this.supervisor.groups.flatMap(slotsOf);
      for (const slot of slots) this.refuseLoop(slot);
      return slots.every((slot) => this.supervisor.pastOf(slot).served);
    });
  }

  /** Throws a `UsageError` that tells why, when instances of the slot fail again and again. */
  refuseLoop(slot: Slot): void {
    const why = this.supervisor.loopOf(slot);
    if (why === undefined) return;
    throw new UsageError(`${slotName(slot)} does not run (${why}): its log is ${this.logOf(slot)}`);
  }

  /** Ends all, in order. */
  async close(): Promise<void> {
    this.supervisor.want((wanted) => ({ ...wanted, goal: 'down' }));
    await this.supervisor.until(() => this.supervisor.all().length === 0);
    await this.endKeeping();
  }

  /** Runs one more bundle, beside the others of its service. */
  add(bundle: Bundle): void {
    if (this.bundles.has(groupName(bundle))) throw new UsageError(`${groupName(bundle)} runs already`);
    this.bundles.set(groupName(bundle), bundle);
    const group = groupOf(bundle, 1, this.options);
    this.supervisor.want((wanted) => ({ ...wanted, groups: [...wanted.groups, group] }));
  }

  /** Forgets a bundle of which nothing runs any more. */
  remove(group: Group): void {
    this.bundles.delete(groupName(group));
    this.supervisor.want(({ groups, goal }) => ({
      goal,
      groups: groups.filter((one) => groupName(one) !== groupName(group)),
    }));
  }

  rows(): InstanceRow[] {
    const { supervisor } = this;
    const running = supervisor.all();
    const wanted = supervisor.groups.flatMap(slotsOf).map(slotName);
    const empty = supervisor.groups
      .flatMap(slotsOf)
      .filter((slot) => !running.some((instance) => slotName(instance.slot) === slotName(slot)));
    const rows = [
      ...running.map((one) => this.rowOf(one.slot, one)),
      ...empty.map((slot) => this.rowOf(slot)),
    ];
    return rows.sort((a, b) => wanted.indexOf(a.name) - wanted.indexOf(b.name));
  }

  runs(service: string): boolean {
    return this.supervisor.groups.some((group) => group.service === service);
  }

  /** Where a gateway, or the console, is called from outside. Undefined: it does not run. */
  listening(service: string): string | undefined {
    const first = this.supervisor
      .all()
      .find(({ slot, notice }) => slotName(slot) === slotName({ service, index: 1 }) && notice);
    return Object.values(first?.notice?.listening ?? {})[0];
  }

  private rowOf(slot: Slot, instance?: Instance): InstanceRow {
    const past = this.supervisor.pastOf(slot);
    const own = { name: slotName(slot), service: slot.service, failures: past.failures };
    if (instance) return { ...own, state: instance.state, ...toldBy(instance) };
    const state = isLooping(past) ? 'crash loop' : 'waiting';
    return { ...own, state, listening: {}, why: this.supervisor.loopOf(slot) };
  }

  private async launch(slot: Slot): Promise<Child> {
    const bundle = this.bundles.get(groupName(slot));
    if (!bundle) throw new Error(`there is no bundle of ${groupName(slot)}`);
    const certificate = await this.parts.authority.issueToFiles({ service: slot.service });
    const env = environmentOf(slot, { bundle, shared: this.shared(), certificate });
    return launch({ file: bundle.file, env, logFile: this.logOf(slot) });
  }

  private shared(): Shared {
    const { data, speed, logLevel, traffic } = this.options;
    const gateways = ['customer-api', 'driver-api', 'realtime'].map((name) => [name, this.listening(name)]);
    const robots = this.bundles.has(ROBOTS) ? robotSettings(this.options, Object.fromEntries(gateways)) : {};
    const { stores, clockMapping } = this.parts;
    return { data, speed, logLevel, traffic, stores, robots, clockMapping };
  }

  /** As `./hansom start` names it, and a number for each further one. */
  private logOf(slot: Slot): string {
    const name = slotName(slot).replace(/-1$/, '');
    return path.join(this.options.data, 'logs', `${name}.log`);
  }

  private note(instances: readonly Instance[]): void {
    const running = instances.flatMap(({ slot, child }) =>
      child ? [{ name: slotName(slot), pid: child.pid }] : [],
    );
    this.parts.claim.write({
      ...(this.socket !== undefined && { socket: this.socket }),
      children: running.map(({ name, pid }) => ({ name, ...marked(pid) })),
    });
  }
}

/** What is known of an instance from its process. */
function toldBy({ child, notice }: Instance): Partial<InstanceRow> & Pick<InstanceRow, 'listening'> {
  const process = child && { pid: child.pid, figures: child.figures() };
  if (!notice) return { listening: {}, ...process };
  const { version, instance, address, listening } = notice;
  return { ...process, version, instance, address, listening };
}
