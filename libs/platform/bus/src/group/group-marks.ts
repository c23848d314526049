import { type Effects } from '@hansom/platform-context';
import { type Minute } from '@hansom/platform-schedule';
import { type ContendedTable, type Engine, openTable } from '@hansom/platform-store';

import { groupMarksTable } from './tables.ts';

/** A group has no mark yet: it begins with the oldest that its owner keeps. */
export const NO_MARK = 0 as Minute;

/** How far a group has walked, as all its instances see it. */
export class GroupMarks {
  private readonly table: ContendedTable<typeof groupMarksTable>;

  constructor(
    engine: Engine,
    effects: Effects,
    private readonly group: string,
  ) {
    this.table = openTable(engine, groupMarksTable, effects);
  }

  async of(shard: number): Promise<Minute> {
    return (await this.table.get({ group: this.group, shard }))?.minute ?? NO_MARK;
  }

  /** Raises the mark, unless another did; tells where it stands. */
  async raise(shard: number, step: { from: Minute; to: Minute }): Promise<Minute> {
    const { from, to } = step;
    if (to <= from) return from;
    const at = { group: this.group, shard };
    const written =
      from === NO_MARK
        ? await this.table.insertIfAbsent({ ...at, minute: to })
        : await this.table.compareAndSet(at, { expect: { minute: from }, set: { minute: to } });
    return written.applied ? to : this.of(shard);
  }
}
