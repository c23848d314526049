import { capOf } from './cap.ts';
import { CellTable } from './cell-table.ts';
import { NONE } from './columns.ts';
import { WORDS } from './records.ts';

/** Words of a leaf's record: its neighbours among its parent's leaves with somebody in them; the first of its lists; its parent. */
export const NEXT_LEAF = 8;
export const PREVIOUS_LEAF = 9;
export const FIRST_LIST = 14;
export const PARENT = 15;

/** The cells that drivers are in. */
export class LeafCells extends CellTable {
  constructor(
    capacity: number,
    /** What is told of each leaf that goes. */
    private readonly leave: (parent: number) => void,
  ) {
    super(capacity);
  }

  learn(high: number, low: number, parent: number): number {
    const leaf = this.add(high, low, capOf(high, low));
    const record = leaf << WORDS;
    this.records.words[record + FIRST_LIST] = NONE;
    this.records.words[record + PARENT] = parent;
    return leaf;
  }

  protected isIdle(leaf: number): boolean {
    return this.records.words[(leaf << WORDS) + FIRST_LIST] === NONE;
  }

  protected evicted(leaf: number): void {
    this.leave(this.records.words[(leaf << WORDS) + PARENT]);
  }

  protected swept(): void {
    // Nothing but its parent knows of a leaf that nobody is in.
  }
}
