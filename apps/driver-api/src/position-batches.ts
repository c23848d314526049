import { type Effects, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type CallScope, type ClientOf } from '@hansom/platform-rpc';
import {
  type DriverAck,
  type DriverFixes,
  type PositionTrackerServiceDefinition,
} from '@hansom/proto-position-tracker';

export interface PositionBatchesOptions {
  tracker: Pick<ClientOf<PositionTrackerServiceDefinition>, 'ingest'>;
  effects: Pick<Effects, 'timers'>;
  begin(options: { deadlineMs: Millis }): CallScope;
  /** A city's batch goes out after so long, or when it has so many fixes. */
  limits(): { everyMs: Millis; batch: number; waiting: number };
}

/** Gathers the fixes of many drivers into one call a city. */
export interface PositionBatches {
  /** Resolves when position-tracker has judged them; rejects with what it, or the way to it, refused. */
  send(city: string, fixes: DriverFixes): Promise<DriverAck>;
  /** Sends what waits. Idempotent. */
  close(): Promise<void>;
  /** Fixes that wait, or are on their way. */
  readonly depth: number;
}

interface Waiting {
  fixes: DriverFixes;
  resolve(ack: DriverAck): void;
  reject(error: unknown): void;
}

interface Batch {
  /** By driver. */
  readonly waiting: Map<string, Waiting>;
  /** How many fixes that is: a driver who was in a tunnel has a hundred, and a message has a bound. */
  count: number;
  /** Of drivers who are in it: a driver is in a batch once, so these go with the next one. */
  readonly next: Waiting[];
  cancel(): void;
}

const LONGEST_CALL_MS: Millis = 2_000;

export function positionBatches(options: PositionBatchesOptions): PositionBatches {
  return new Batches(options);
}

class Batches implements PositionBatches {
  private readonly batches = new Map<string, Batch>();
  private readonly sending = new Set<Promise<void>>();
  depth = 0;

  constructor(private readonly options: PositionBatchesOptions) {}

  send(city: string, fixes: DriverFixes): Promise<DriverAck> {
    if (this.depth >= this.options.limits().waiting) return Promise.reject(tooMany());
    this.depth += fixes.fixes.length;
    return new Promise((resolve, reject) => this.join(city, { fixes, resolve, reject }));
  }

  async close(): Promise<void> {
    while (this.batches.size > 0) for (const city of this.batches.keys()) this.flush(city);
    await Promise.all(this.sending);
  }

  private join(city: string, one: Waiting): void {
    const { driverId, fixes } = one.fixes;
    const batch = this.batches.get(city) ?? this.opened(city);
    if (batch.waiting.has(driverId)) return void batch.next.push(one);
    batch.waiting.set(driverId, one);
    batch.count += fixes.length;
    if (batch.count >= this.options.limits().batch) this.flush(city);
  }

  private opened(city: string): Batch {
    const { effects, limits } = this.options;
    const cancel = effects.timers.after(limits().everyMs, () => this.flush(city));
    const batch: Batch = { waiting: new Map(), count: 0, next: [], cancel };
    this.batches.set(city, batch);
    return batch;
  }

  private flush(city: string): void {
    const batch = this.batches.get(city);
    if (!batch) return;
    this.batches.delete(city);
    batch.cancel();
    const sent = this.ingest(city, batch).finally(() => void this.sending.delete(sent));
    this.sending.add(sent);
    for (const one of batch.next) this.join(city, one);
  }

  private async ingest(city: string, batch: Batch): Promise<void> {
    const waiting = [...batch.waiting.values()];
    const call = this.options.begin({ deadlineMs: LONGEST_CALL_MS });
    try {
      const request = { city, drivers: waiting.map(({ fixes }) => fixes) };
      const { drivers } = await this.options.tracker.ingest(request, call);
      const acks = new Map(drivers.map((ack) => [ack.driverId, ack]));
      for (const { fixes, resolve, reject } of waiting) {
        const ack = acks.get(fixes.driverId);
        if (ack) resolve(ack);
        else reject(new TypeError('position-tracker answered without the driver'));
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    } finally {
      this.depth -= batch.count;
      call.end();
    }
  }
}

function tooMany(): HansomError {
  const description = 'too many positions wait: send these again a little later';
  return new HansomError('resource_exhausted', 'driver-api.positions_waiting', { description });
}
