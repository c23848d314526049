import { ClassLists, ENTRY, SEEN_AT } from './class-lists.ts';
import { type DriverClass } from './class-set.ts';
import { NONE } from './columns.ts';
import { type SpherePoint } from './point.ts';
import { type Keys, Records } from './records.ts';

/** Where a driver's record is: a small number, the same as long as the driver is in the grid. */
export type Slot = number;

/** Words of a driver's record: the entry, which is NONE of a slot that is free; the list that it is in; the leaf of that list. Then the id. */
const ENTRY_OF = 0;
const LIST_OF = 1;
const LEAF_OF = 2;
/** Word w of slot s is at (s << DRIVER) + w. */
const DRIVER = 3;
const ID_WORDS = 4;

const FIRST_LISTS = 256;
const DEGREES = 180 / Math.PI;

/** Who is where. Each driver is in one list: that of a leaf and class, or, without a class, of nowhere. */
export class Drivers {
  readonly records: Records;
  readonly lists: ClassLists;
  /** The list of those without a class. */
  readonly #nowhere: number;

  /** @param capacity a power of two */
  constructor(capacity: number) {
    this.records = new Records(capacity, { bits: DRIVER, keyWords: ID_WORDS });
    this.lists = new ClassLists(FIRST_LISTS, (slot, entry) => this.#set(slot, ENTRY_OF, entry));
    this.#nowhere = this.lists.create(NONE, NONE, NONE);
  }

  get bytes(): number {
    return this.records.bytes + this.lists.bytes;
  }

  /** Adds a driver without a class. */
  add(ids: Keys, at: number): Slot {
    if (this.records.isFull) this.records.grow();
    const slot = this.records.add(ids, at);
    this.lists.append(this.#nowhere, slot);
    this.#set(slot, LIST_OF, this.#nowhere);
    this.#set(slot, LEAF_OF, NONE);
    return slot;
  }

  /** Removes a driver without a class. */
  remove(slot: Slot): void {
    this.lists.take(this.#nowhere, this.entry(slot));
    this.#set(slot, ENTRY_OF, NONE);
    this.records.remove(slot);
  }

  /** Puts a driver into another list, and gives the one where the driver was. */
  relist(slot: Slot, list = this.#nowhere): number {
    const [before, from] = [this.list(slot), this.entry(slot)];
    this.lists.copy(from, this.lists.append(list, slot));
    this.lists.take(before, from);
    this.#set(slot, LIST_OF, list);
    this.#set(slot, LEAF_OF, this.lists.leafOf(list));
    return before;
  }

  place(slot: Slot, { x, y, z }: SpherePoint, seenAt: number): void {
    const { entries } = this.lists;
    const entry = this.entry(slot) << ENTRY;
    entries[entry] = x;
    entries[entry + 1] = y;
    entries[entry + 2] = z;
    entries[entry + SEEN_AT] = seenAt;
  }

  entry(slot: Slot): number {
    return this.records.words[(slot << DRIVER) + ENTRY_OF];
  }

  list(slot: Slot): number {
    return this.records.words[(slot << DRIVER) + LIST_OF];
  }

  leaf(slot: Slot): number {
    return this.records.words[(slot << DRIVER) + LEAF_OF];
  }

  class(slot: Slot): DriverClass {
    return this.lists.classOf(this.list(slot));
  }

  seenAt(slot: Slot): number {
    return this.lists.entries[(this.entry(slot) << ENTRY) + SEEN_AT];
  }

  /** In degrees, back from the sphere: true to a millionth of a millimetre. */
  lat(slot: Slot): number {
    const { entries } = this.lists;
    const entry = this.entry(slot) << ENTRY;
    const [x, y] = [entries[entry], entries[entry + 1]];
    return Math.atan2(entries[entry + 2], Math.sqrt(x * x + y * y)) * DEGREES;
  }

  lng(slot: Slot): number {
    const { entries } = this.lists;
    const entry = this.entry(slot) << ENTRY;
    return Math.atan2(entries[entry + 1], entries[entry]) * DEGREES;
  }

  #set(slot: Slot, word: number, value: number): void {
    this.records.words[(slot << DRIVER) + word] = value;
  }
}
