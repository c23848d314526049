import { type Millis, type Monotonic, type MonotonicInstant, type Timers } from '@hansom/platform-context';
import {
  type Action,
  afterEnd,
  decide,
  type Decision,
  type End,
  isLooping,
  newRow,
  NO_PAST,
  type Past,
  type SeenInstance,
  served,
  type Slot,
  slotName,
  slotsOf,
  type Wanted,
} from '@hansom/platform-provisioning';
import { type ServingNotice } from '@hansom/platform-runtime';

import { type Child } from './child.ts';

/** An instance that was started and has not ended. */
export interface Instance extends SeenInstance {
  /** Undefined: it is being started. */
  readonly child?: Child;
  /** Undefined: it does not take calls yet. */
  readonly notice?: ServingNotice;
  /** How long it had served when it was told to end. */
  readonly servedMs?: Millis;
}

/** What happens, for whoever watches. */
export type Occurrence =
  | { readonly kind: 'started'; readonly name: string; readonly pid: number }
  | { readonly kind: 'serving'; readonly name: string; readonly notice: ServingNotice }
  | { readonly kind: 'ended'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly why: string; readonly isLooping: boolean };

export interface SupervisorParts {
  readonly monotonic: Monotonic;
  readonly timers: Timers;
  launch(slot: Slot): Promise<Child>;
  /** What an instance said when it ended although nobody had told it to; empty: nothing that helps. */
  complaint(slot: Slot): string;
  /** Called after each change, with all instances that there are. */
  changed(instances: readonly Instance[]): void;
  occurred(occurrence: Occurrence): void;
}

/** Does what `decide` says, and tells it what comes of that. */
export class Supervisor {
  private readonly instances = new Map<string, Instance>();
  private readonly pasts = new Map<string, Past>();
  private readonly complaints = new Map<string, string>();
  private readonly watchers = new Set<() => void>();
  private cancelWake: () => void = noWake;
  private count = 0;

  constructor(
    private wanted: Wanted,
    private readonly parts: SupervisorParts,
  ) {}

  get goal(): Wanted['goal'] {
    return this.wanted.goal;
  }

  get groups(): Wanted['groups'] {
    return this.wanted.groups;
  }

  all(): Instance[] {
    return [...this.instances.values()];
  }

  pastOf(slot: Slot): Past {
    return this.pasts.get(slotName(slot)) ?? NO_PAST;
  }

  /** Why instances of a slot fail; undefined: they do not, or not again and again. */
  loopOf(slot: Slot): string | undefined {
    return isLooping(this.pastOf(slot)) ? this.complaints.get(slotName(slot)) : undefined;
  }

  /** Changes what is wanted, and begins to make it so. What was not wanted before has not failed yet. */
  want(change: (wanted: Wanted) => Wanted): void {
    const before = new Set(placesIn(this.wanted).map(({ place }) => place));
    this.wanted = change(this.wanted);
    for (const { place, slot } of placesIn(this.wanted))
      if (!before.has(place)) this.pasts.set(slotName(slot), newRow(this.pastOf(slot)));
    this.step();
  }

  /** Resolves when it holds; asked again after each change. What it throws is thrown. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const ask = (): void => {
        try {
          if (!holds()) return;
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        this.watchers.delete(ask);
      };
      this.watchers.add(ask);
      ask();
    });
  }

  /** Looks at what is, and does what is to be done. */
  step(): void {
    const now = this.parts.monotonic.now();
    for (const action of this.decide(now).actions) this.act(action);
    this.wake(this.decide(now).wakeAt); // what was done has limits too; a later now would miss one that is reached in between
    this.parts.changed(this.all());
    for (const ask of [...this.watchers]) ask();
  }

  /** SIGKILL for everything, now: for when nobody can wait. */
  killAll(): void {
    for (const { child } of this.all()) child?.kill();
  }

  private decide(now: MonotonicInstant): Decision {
    return decide(this.wanted, { instances: this.all(), pasts: this.pasts }, now);
  }

  private act(action: Action): void {
    switch (action.kind) {
      case 'start':
        return this.start(action.slot, action.generation);
      case 'stop':
        return this.stop(action.id);
      case 'kill':
        return this.instances.get(action.id)?.child?.kill();
    }
  }

  private start(slot: Slot, generation: number): void {
    const id = String((this.count += 1));
    this.instances.set(id, { id, slot, generation, state: 'starting', since: this.parts.monotonic.now() });
    this.parts.launch(slot).then(
      (child) => this.launched(id, child),
      (error: unknown) => this.ended(id, error instanceof Error ? error.message : String(error)),
    );
  }

  private launched(id: string, child: Child): void {
    const { occurred } = this.parts;
    const instance = this.instances.get(id);
    if (!instance) return child.kill();
    const name = slotName(instance.slot);
    this.instances.set(id, { ...instance, child });
    occurred({ kind: 'started', name, pid: child.pid });
    if (instance.state === 'stopping') child.stop(); // it was told so before there was anybody to hear it
    void child.serving.then((notice) => this.serves(id, notice));
    void child.ended.then((how) => this.ended(id, how));
    this.step();
  }

  private serves(id: string, notice: ServingNotice): void {
    const instance = this.instances.get(id);
    if (instance?.state !== 'starting') return;
    const name = slotName(instance.slot);
    this.instances.set(id, { ...instance, notice, state: 'serving', since: this.parts.monotonic.now() });
    this.pasts.set(name, served(this.pastOf(instance.slot)));
    this.parts.occurred({ kind: 'serving', name, notice });
    this.step();
  }

  private stop(id: string): void {
    const instance = this.instances.get(id);
    if (!instance) return;
    const servedMs = this.servedMsOf(instance);
    this.instances.set(id, { ...instance, state: 'stopping', since: this.parts.monotonic.now(), servedMs });
    instance.child?.stop();
  }

  private ended(id: string, how: string): void {
    const instance = this.instances.get(id);
    if (!instance) return;
    const { slot, state } = instance;
    const name = slotName(slot);
    this.instances.delete(id);
    this.pasts.set(name, afterEnd(this.pastOf(slot), this.endOf(instance)));
    if (state === 'stopping') this.parts.occurred({ kind: 'ended', name });
    else this.failed(slot, how);
    this.step();
  }

  private endOf(instance: Instance): End {
    const at = this.parts.monotonic.now();
    return { wanted: instance.state === 'stopping', servedMs: this.servedMsOf(instance), at };
  }

  private servedMsOf({ state, since, servedMs = 0 }: Instance): Millis {
    return state === 'serving' ? this.parts.monotonic.now() - since : servedMs;
  }

  private failed(slot: Slot, how: string): void {
    const name = slotName(slot);
    const said = this.parts.complaint(slot);
    const why = said ? `${how}: ${said}` : how;
    this.complaints.set(name, why);
    this.parts.occurred({ kind: 'failed', name, why, isLooping: isLooping(this.pastOf(slot)) });
  }

  private wake(at: MonotonicInstant | undefined): void {
    const { timers, monotonic } = this.parts;
    this.cancelWake();
    this.cancelWake = at === undefined ? noWake : timers.after(at - monotonic.now(), () => this.step());
  }
}

/** Slots, each told from itself in another generation. */
function placesIn({ groups }: Wanted): { place: string; slot: Slot }[] {
  return groups.flatMap((group) =>
    slotsOf(group).map((slot) => ({ slot, place: `${slotName(slot)} ${group.generation}` })),
  );
}

function noWake(): void {
  // nothing to cancel
}
