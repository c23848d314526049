import { capOf } from './cap.ts';
import { CellTable, emptyColumn } from './cell-table.ts';
import { grown, NONE } from './columns.ts';

/** The cells that drivers are in. Those with somebody in them are linked, by parent. */
export class LeafCells extends CellTable {
  parent: Int32Array;
  next: Int32Array;
  previous: Int32Array;
  /** The first of the lists of drivers, one a class. */
  firstList: Int32Array;
  /** The classes that are in it, as the words of a ClassSet. */
  classesLow: Int32Array;
  classesHigh: Int32Array;

  constructor(
    capacity: number,
    /** What is told of each leaf that goes. */
    private readonly leave: (parent: number) => void,
  ) {
    super(capacity);
    this.parent = emptyColumn(capacity);
    this.next = emptyColumn(capacity);
    this.previous = emptyColumn(capacity);
    this.firstList = emptyColumn(capacity);
    this.classesLow = new Int32Array(capacity);
    this.classesHigh = new Int32Array(capacity);
  }

  override get bytes(): number {
    return super.bytes + 6 * this.parent.byteLength;
  }

  learn(high: number, low: number, parent: number): number {
    const leaf = this.add(high, low, capOf(high, low));
    this.parent[leaf] = parent;
    return leaf;
  }

  protected isIdle(leaf: number): boolean {
    return this.firstList[leaf] === NONE;
  }

  protected evicted(leaf: number): void {
    this.leave(this.parent[leaf]);
  }

  protected swept(): void {
    // Nothing but a parent refers to a leaf that nobody is in.
  }

  protected override grow(capacity: number): void {
    super.grow(capacity);
    this.parent = grown(this.parent, capacity, NONE);
    this.next = grown(this.next, capacity, NONE);
    this.previous = grown(this.previous, capacity, NONE);
    this.firstList = grown(this.firstList, capacity, NONE);
    this.classesLow = grown(this.classesLow, capacity);
    this.classesHigh = grown(this.classesHigh, capacity);
  }
}
