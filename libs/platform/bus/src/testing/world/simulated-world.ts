import { type Effects, type Random, seededRandom } from '@hansom/platform-context';
import { fakeEffects, FakeTime, settle } from '@hansom/platform-context/testing';
import { aggregates, type EventEnvelope } from '@hansom/platform-schedule';
import { type Fate, type Operation, SimulatedStore } from '@hansom/platform-store';

import { Group, type GroupOptions } from '../../group/group.ts';
import { type Lamps, lampsKind, lampsOptions, localOwner, touch } from './lamps.ts';

export interface WorldOptions {
  seed: number;
  kind: GroupOptions['kind'];
  /** Nothing that is published arrives. */
  withoutBus?: boolean;
  /** What is left out, to show what it is good for. */
  kindOf?: GroupOptions['kindOf'];
}

/** A process that listens. */
interface Instance {
  readonly name: string;
  readonly group: Group;
}

const KEYS = ['lamp_1', 'lamp_2', 'lamp_3'];
const NEVER = new Promise<never>(() => undefined);
const FATES: readonly Fate[] = ['lost_before', 'lost_after', 'unavailable'];

/**
 * An owner of lamps, and processes that listen to it by a bus that loses, doubles and reorders. They die between any two steps: a step is an
 * operation on the store, or an effect. A seed makes one run.
 */
export class SimulatedWorld {
  /** The effects on each lamp, in their order. */
  readonly effects = new Map<string, number[]>();
  /** What went wrong so far. */
  readonly wrong: string[] = [];
  private readonly time = new FakeTime();
  private readonly random: Random;
  private readonly store: SimulatedStore;
  private readonly lamps: Lamps;
  private readonly dead = new Set<string>();
  private readonly made = new Map<string, number>();
  private underWay: EventEnvelope[] = [];
  private instances: Instance[] = [];
  private started = 0;
  private calm = false;

  private constructor(private readonly options: WorldOptions) {
    this.random = seededRandom(options.seed);
    const { clock } = this.time;
    this.store = new SimulatedStore({ clock, gate: (operation) => this.fateOf(operation) });
    const effects = fakeEffects({ time: this.time, seed: options.seed });
    const publish = async (envelope: EventEnvelope): Promise<void> => this.publish(envelope);
    const engine = this.store.openAs('owner', 'lamps');
    this.lamps = aggregates(effects, engine, { ...lampsOptions, sink: { publish } });
  }

  /** One run. Says what went wrong; nothing, mostly. */
  static async run(options: WorldOptions, steps = 80): Promise<string[]> {
    const world = new SimulatedWorld(options);
    world.start();
    world.start();
    for (let step = 0; step < steps; step++) await world.step();
    await world.recover();
    return world.wrong;
  }

  private async step(): Promise<void> {
    const dice = this.random.next();
    if (dice < 0.4) await this.touch(this.any(KEYS));
    else if (dice < 0.65) this.arrive();
    else if (dice < 0.8) await this.time.advance(1_500 * this.random.next());
    else if (dice < 0.9) this.crash();
    else if (dice < 0.96) void this.round(this.any(this.instances));
    else await this.passMinutes();
    if (this.random.next() < 0.5) await settle();
  }

  private async touch(key: string): Promise<void> {
    await touch(this.lamps, key);
    this.made.set(key, (this.made.get(key) ?? 0) + 1);
  }

  private publish(envelope: EventEnvelope): void {
    if (this.options.withoutBus || this.random.next() < 0.2) return; // lost
    this.underWay.push(envelope);
    if (this.random.next() < 0.2) this.underWay.push(envelope); // doubled
  }

  /** Some of what is under way arrives, anywhere, in any order. */
  private arrive(): void {
    const some = this.underWay.filter(() => this.random.next() < 0.6);
    this.underWay = this.underWay.filter((envelope) => !some.includes(envelope));
    const order = some.map((envelope) => ({ envelope, at: this.random.next() }));
    for (const { envelope } of order.sort((a, b) => a.at - b.at)) {
      void this.any(this.instances).group.deliver(envelope);
    }
  }

  /** One dies, wherever it is, and another one starts. */
  private crash(): void {
    const victim = this.any(this.instances);
    this.dead.add(victim.name);
    this.instances = this.instances.filter((instance) => instance !== victim);
    this.start();
  }

  private start(): void {
    const name = `clerk ${++this.started}`;
    const { kind, kindOf, seed } = this.options;
    const effects = this.mortal(name, fakeEffects({ time: this.time, seed: seed + this.started }));
    const group = new Group({
      ...{ service: 'clerk', of: lampsKind, kind, kindOf, effects },
      engine: this.store.openAs(name, 'clerk'),
      owner: localOwner(this.lamps),
      handle: (envelope) => this.effect(name, envelope),
    });
    const instance = { name, group };
    this.instances.push(instance);
    void this.round(instance); // as it does when it starts
  }

  /** The effect of an event, remembered by (aggregate, version). It may fail, before or after it was done. */
  private async effect(name: string, { key, version }: EventEnvelope): Promise<void> {
    if (!(await this.lives(name))) return NEVER;
    this.mayFail('before');
    this.remember(key, version);
    if (!(await this.lives(name))) return NEVER;
    this.mayFail('after');
  }

  private mayFail(when: string): void {
    if (!this.calm && this.random.next() < 0.1) throw new Error(`failed ${when}`);
  }

  private remember(key: string, version: number): void {
    const done = this.effects.get(key) ?? [];
    this.effects.set(key, done);
    if (done.includes(version)) return;
    if (this.options.kind === 'ordered' && version !== done.length + 1)
      this.wrong.push(`${key}: version ${version} after ${done.join(', ')}`);
    done.push(version);
  }

  private async round({ name, group }: Instance): Promise<void> {
    try {
      await group.round();
    } catch (error) {
      if (this.calm && !this.dead.has(name)) this.wrong.push(`${name} could not walk: ${String(error)}`);
    }
  }

  private async passMinutes(): Promise<void> {
    await this.time.advance(120_000 * this.random.next());
    await this.lamps.sweep();
  }

  /** All die. Another one starts; nothing goes wrong any more, and the bus stays silent. */
  private async recover(): Promise<void> {
    for (const { name } of this.instances) this.dead.add(name);
    this.instances = [];
    this.underWay = [];
    this.calm = true;
    this.start();
    const [last] = this.instances;
    for (let round = 0; round < 8 && last; round++) {
      await this.time.advance(61_000);
      await this.lamps.sweep();
      await this.round(last);
    }
    this.judge(last?.group);
  }

  private judge(group: Group | undefined): void {
    for (const [key, versions] of this.made) {
      const done = [...(this.effects.get(key) ?? [])].sort((a, b) => a - b);
      const all = Array.from({ length: versions }, (_, index) => index + 1);
      if (done.join() !== all.join())
        this.wrong.push(`${key}: ${versions} made, but effects of ${done.join(', ')}`);
    }
    const behindMs = group?.figures.behindMs ?? Infinity;
    if (behindMs > 5 * 60_000) this.wrong.push(`the mark is stuck ${behindMs} ms behind`);
  }

  private fateOf({ process }: Operation): Promise<Fate> | Fate {
    if (process === 'owner') return 'done';
    if (this.dead.has(process)) return NEVER;
    return this.slowly(process);
  }

  /** Takes a turn, so that steps of several mix. */
  private async slowly(process: string): Promise<Fate> {
    if (!(await this.lives(process))) return NEVER;
    return !this.calm && this.random.next() < 0.03 ? this.any(FATES) : 'done';
  }

  private async lives(name: string): Promise<boolean> {
    for (let turns = Math.floor(4 * this.random.next()); turns > 0; turns--) await Promise.resolve();
    return !this.dead.has(name);
  }

  /** Timers of the dead do not go off. */
  private mortal(name: string, effects: Effects): Effects {
    const { timers } = effects;
    const after: Effects['timers']['after'] = (delay, action) =>
      timers.after(delay, () => (this.dead.has(name) ? undefined : action()));
    return { ...effects, timers: { ...timers, after } };
  }

  private any<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.random.next() * list.length)];
    if (one === undefined) throw new RangeError('nothing to choose from');
    return one;
  }
}
