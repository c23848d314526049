import {
  type Millis,
  type Monotonic,
  type MonotonicInstant,
  monotonicInstant,
} from '@hansom/platform-context';
import { type MeshInstance } from '@hansom/platform-mesh';

/** An instance that says nothing for so long is gone. */
export const SILENCE_MS: Millis = 2000;
/** Connections end every ten minutes, and with them their streams: who lives opens another one within 0.1 s. */
export const REOPENING_MS: Millis = 300;
/** How long a replica needs to have heard of everybody: leases are opened again within a second. */
export const SETTLING_MS: Millis = 3000;
/** How long an instance that said goodbye is still told of: it finishes what it has within 10 s. */
export const DRAINING_MS: Millis = 15_000;
/** How often `tick` is to be called. */
export const TICK_MS: Millis = 250;
/** A tick that is so late: the whole process stood still, and knows nothing of who spoke meanwhile. */
const STOPPED_MS: Millis = 1000;
/** More are refused: no city runs so many. */
const MAX_LEASES = 5000;

/** One instance's lease, held by the stream on which it speaks. */
export interface HeldLease {
  /** It spoke: it lives, also when it was thought gone. */
  renew(): void;
  /** It takes no new calls from now on. */
  goodbye(): void;
  /** Its stream ended: without a goodbye it is gone, unless it opens another one within 0.3 s. */
  drop(): void;
}

interface Entry {
  instance: MeshInstance;
  heard: MonotonicInstant;
}

/** Who is alive, as one replica has heard it. In memory only: after a start it is heard again. */
export class Leases {
  private readonly entries = new Map<string, Entry>();
  private ticked: MonotonicInstant;
  private began: MonotonicInstant;

  constructor(
    private readonly monotonic: Monotonic,
    private readonly onChange: () => void,
  ) {
    this.began = monotonic.now();
    this.ticked = this.began;
  }

  /** Undefined when there are too many. The last of several streams of one instance holds its lease. */
  hold(instance: MeshInstance): HeldLease | undefined {
    if (this.entries.size >= MAX_LEASES) return undefined;
    const key = `${instance.service}/${instance.instance}`;
    const entry: Entry = { instance, heard: this.monotonic.now() };
    this.entries.set(key, entry);
    this.onChange();
    return {
      renew: () => {
        entry.heard = this.monotonic.now();
        if (this.entries.has(key) || this.entries.size >= MAX_LEASES) return;
        this.entries.set(key, entry);
        this.onChange();
      },
      goodbye: () => {
        entry.instance = { ...instance, state: 'draining' };
        if (this.entries.get(key) === entry) this.onChange();
      },
      drop: () => {
        if (entry.instance.state === 'draining') return;
        entry.heard = monotonicInstant(this.monotonic.now() - SILENCE_MS + REOPENING_MS);
      },
    };
  }

  /** Whether this replica has run for long enough to have heard of everybody. */
  get settled(): boolean {
    return this.monotonic.now() - this.began >= SETTLING_MS;
  }

  /** By service and instance. */
  list(): MeshInstance[] {
    const keys = [...this.entries.keys()].sort();
    return keys.flatMap((key) => this.entries.get(key)?.instance ?? []);
  }

  /** Forgets who fell silent. After a stop of the whole process everybody gets the time to speak again. */
  tick(): void {
    const now = this.monotonic.now();
    const wasSettled = this.ticked - this.began >= SETTLING_MS;
    if (now - this.ticked > STOPPED_MS) this.startAnew(now);
    this.ticked = now;
    const gone = [...this.entries].filter(([, entry]) => now - entry.heard > patienceWith(entry));
    for (const [key] of gone) this.entries.delete(key);
    if (gone.length > 0 || this.settled !== wasSettled) this.onChange();
  }

  private startAnew(now: MonotonicInstant): void {
    this.began = now;
    for (const entry of this.entries.values()) entry.heard = now;
  }
}

function patienceWith({ instance }: Entry): Millis {
  return instance.state === 'draining' ? DRAINING_MS : SILENCE_MS;
}
