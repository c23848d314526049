/** A binary heap of columns by their distance. A column whose distance fell is pushed again; its older entries are passed over. */
export class ColumnHeap {
  private readonly columns: number[] = [];
  private readonly keys: number[] = [];

  constructor(private readonly distance: Float64Array) {}

  push(column: number): void {
    const key = this.distance[column] ?? Infinity;
    let hole = this.columns.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (this.keyAt(parent) <= key) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.put(hole, column, key);
  }

  /** The nearest column; undefined when there is none. */
  pop(): number | undefined {
    for (;;) {
      const column = this.columns[0];
      const key = this.keyAt(0);
      if (column === undefined) return undefined;
      this.removeFirst();
      if (key <= (this.distance[column] ?? Infinity)) return column;
    }
  }

  private removeFirst(): void {
    const column = this.columns.pop();
    const key = this.keys.pop();
    if (column === undefined || key === undefined || this.columns.length === 0) return;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= this.columns.length) break;
      if (this.keyAt(child + 1) < this.keyAt(child)) child += 1;
      if (this.keyAt(child) >= key) break;
      this.move(child, hole);
      hole = child;
    }
    this.put(hole, column, key);
  }

  private keyAt(index: number): number {
    return this.keys[index] ?? Infinity;
  }

  private move(from: number, to: number): void {
    this.put(to, this.columns[from] ?? -1, this.keyAt(from));
  }

  private put(index: number, column: number, key: number): void {
    this.columns[index] = column;
    this.keys[index] = key;
  }
}
