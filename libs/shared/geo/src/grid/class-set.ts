/** Drivers who are asked for together: 0 to 63. What a class means is the caller's. */
export type DriverClass = number;

/** One more than the last class. */
export const CLASSES = 64;

/** Some of the 64 classes, as bits: it can be used again. */
export class ClassSet {
  /** Classes 0 to 31. */
  low = 0;
  /** Classes 32 to 63. */
  high = 0;

  static of(...classes: readonly DriverClass[]): ClassSet {
    return classes.reduce((set, one) => set.add(one), new ClassSet());
  }

  static all(): ClassSet {
    const set = new ClassSet();
    [set.low, set.high] = [-1, -1];
    return set;
  }

  add(one: DriverClass): this {
    // Shifts count modulo 32.
    if (one < 32) this.low |= 1 << one;
    else this.high |= 1 << one;
    return this;
  }

  has(one: DriverClass): boolean {
    return (((one < 32 ? this.low : this.high) >>> one) & 1) === 1;
  }

  clear(): void {
    this.low = this.high = 0;
  }
}
