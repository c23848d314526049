import { type Clock } from '@hansom/platform-context';
import { type ContendedTable, StoreUnavailable, type TableRow } from '@hansom/platform-store';

import { lastClosed, type Minute } from './buckets.ts';
import { type MarksTable, type QueueName } from './tables.ts';

/** How far the sweepers of each shard have come, as all processes see it. */
export class Marks {
  private readonly ready = new Map<number, Promise<void>>();

  constructor(
    private readonly table: ContendedTable<MarksTable>,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the shard has marks. Whoever writes its first intention waits for it, so that sweepers begin before that. */
  begun(shard: number): Promise<void> {
    const known = this.ready.get(shard);
    if (known) return known;
    const begun = this.begin(shard);
    this.ready.set(shard, begun);
    begun.catch(() => this.ready.delete(shard));
    return begun;
  }

  /** Every bucket before this one is done with. */
  async of(queue: QueueName, shard: number): Promise<Minute> {
    await this.begun(shard);
    const row = await this.table.get({ shard });
    if (!row) throw new StoreUnavailable(`marks of shard ${shard}: there were some`);
    return row[queue];
  }

  /** Where the marks of a shard stand; undefined while nothing was ever set out to be made in it. May be told late, never early. */
  stand(shard: number): Promise<TableRow<MarksTable> | undefined> {
    return this.table.get({ shard }, 'plain');
  }

  /** Raises the mark, unless another did; tells where it stands. */
  async raise(queue: QueueName, shard: number, step: { from: Minute; to: Minute }): Promise<Minute> {
    const change = { expect: column(queue, step.from), set: column(queue, step.to) };
    const { applied } = await this.table.compareAndSet({ shard }, change);
    return applied ? step.to : this.of(queue, shard);
  }

  /** The oldest bucket that any process could still choose: clocks of processes may differ. */
  private async begin(shard: number): Promise<void> {
    const first = lastClosed(this.clock.now(), this.clock.speed);
    await this.table.insertIfAbsent({ shard, outbox: first, timers: first, begun: first });
  }
}

function column(queue: QueueName, minute: Minute): Partial<TableRow<MarksTable>> {
  return { [queue]: minute };
}
