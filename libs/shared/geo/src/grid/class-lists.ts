import { type DriverClass } from './class-set.ts';
import { grown, NONE } from './columns.ts';
import { type Slot } from './drivers.ts';

/** Words of a list: its leaf, its class, the next list of the same leaf, its first entry, how many it has, and what it has room for, as a place in `ROOM`. */
export const LIST_CLASS = 1;
export const NEXT_LIST = 2;
export const FIRST = 3;
export const COUNT = 4;
const LIST_LEAF = 0;
const SIZE = 5;
/** Word w of list l is at (l << LIST) + w. */
export const LIST = 3;

/** Reals of an entry, behind x, y and z: when the driver was seen. An entry without a driver was seen at the end of time. */
export const SEEN_AT = 3;
/** Real r of entry e is at (e << ENTRY) + r. */
export const ENTRY = 2;

/** How many entries a list may have room for: powers of two, and what is half-way between them. */
const ROOM = Int32Array.from({ length: 59 }, (_, i) => (i === 0 ? 1 : (3 - (i & 1)) << ((i - 1) >> 1)));

/**
 * Drivers by leaf and class. The entries of a list lie side by side, so that a search reads them in one go; what a list has room for grows and shrinks
 * with it. Lists and entries have numbers that are given again when they are free; an entry's changes when its list does.
 */
export class ClassLists {
  words: Int32Array;
  entries: Float64Array;
  /** By entry: whose it is. */
  slots: Int32Array;
  #end = 0;
  #free = NONE;
  #entriesEnd = 0;
  /** By size: the first block that is free. The first of its slots names the next. */
  readonly #freeBlocks = new Int32Array(ROOM.length).fill(NONE);

  constructor(
    capacity: number,
    /** Is told where a driver's entry is now. */
    private readonly moved: (slot: Slot, entry: number) => void,
  ) {
    this.words = new Int32Array(capacity << LIST);
    this.entries = new Float64Array(capacity << ENTRY).fill(Infinity);
    this.slots = new Int32Array(capacity);
  }

  get bytes(): number {
    return this.words.byteLength + this.entries.byteLength + this.slots.byteLength;
  }

  /** All lists that there ever were are below this. */
  get end(): number {
    return this.#end;
  }

  /** All entries that there ever were are below this. */
  get entriesEnd(): number {
    return this.#entriesEnd;
  }

  leafOf(list: number): number {
    return this.words[(list << LIST) + LIST_LEAF];
  }

  classOf(list: number): DriverClass {
    return this.words[(list << LIST) + LIST_CLASS];
  }

  countOf(list: number): number {
    return this.words[(list << LIST) + COUNT];
  }

  /** The list of a class among those from `first` on. */
  find(first: number, one: DriverClass): number {
    let list = first;
    while (list !== NONE && this.classOf(list) !== one) list = this.#next(list);
    return list;
  }

  /** A new one, without a driver; `next` is to be set by whoever links it. */
  create(leaf: number, one: DriverClass, next: number): number {
    const list = this.#takeList();
    this.words.set([leaf, one, next, this.#takeBlock(0), 0, 0], list << LIST);
    return list;
  }

  /** Takes a list without a driver out of those from `first` on, and gives the first of the rest. */
  remove(first: number, list: number): number {
    const record = list << LIST;
    const rest = this.#next(list);
    let before = first === list ? NONE : first;
    while (before !== NONE && this.#next(before) !== list) before = this.#next(before);
    if (before !== NONE) this.words[(before << LIST) + NEXT_LIST] = rest;
    this.#freeBlock(this.words[record + FIRST], this.words[record + SIZE]);
    this.words[record + NEXT_LIST] = this.#free;
    this.#free = list;
    return before === NONE ? rest : first;
  }

  /** Gives a driver an entry, and tells so; what stands in it is to be set. */
  append(list: number, slot: Slot): number {
    const record = list << LIST;
    const size = this.words[record + SIZE];
    if (this.words[record + COUNT] === ROOM[size]) this.#resize(record, size + 1);
    const entry = this.words[record + FIRST] + this.words[record + COUNT]++;
    this.slots[entry] = slot;
    this.moved(slot, entry);
    return entry;
  }

  /** Takes an entry away; the last of the list comes in its place. */
  take(list: number, entry: number): void {
    const record = list << LIST;
    const count = (this.words[record + COUNT] -= 1);
    const last = this.words[record + FIRST] + count;
    if (entry !== last) this.#move(last, entry);
    this.entries[(last << ENTRY) + SEEN_AT] = Infinity;
    const size = this.words[record + SIZE];
    if (size > 1 && count <= ROOM[size - 2]) this.#resize(record, size - 1);
  }

  /** What stands in one entry shall stand in another. */
  copy(from: number, to: number): void {
    const [source, target] = [from << ENTRY, to << ENTRY];
    for (let real = 0; real <= SEEN_AT; real++) this.entries[target + real] = this.entries[source + real];
  }

  #move(from: number, to: number): void {
    this.copy(from, to);
    this.slots[to] = this.slots[from];
    this.moved(this.slots[to], to);
  }

  #resize(record: number, size: number): void {
    const [first, count] = [this.words[record + FIRST], this.words[record + COUNT]];
    const block = this.#takeBlock(size);
    for (let i = 0; i < count; i++) {
      this.#move(first + i, block + i);
      this.entries[((first + i) << ENTRY) + SEEN_AT] = Infinity;
    }
    this.#freeBlock(first, this.words[record + SIZE]);
    this.words[record + FIRST] = block;
    this.words[record + SIZE] = size;
  }

  #takeBlock(size: number): number {
    const free = this.#freeBlocks[size];
    if (free !== NONE) {
      this.#freeBlocks[size] = this.slots[free];
      return free;
    }
    const block = this.#entriesEnd;
    this.#entriesEnd += ROOM[size];
    if (this.#entriesEnd > this.slots.length) this.#growEntries();
    return block;
  }

  #freeBlock(block: number, size: number): void {
    this.slots[block] = this.#freeBlocks[size];
    this.#freeBlocks[size] = block;
  }

  /** By an eighth: entries are most of what a driver costs. */
  #growEntries(): void {
    const capacity = Math.ceil(1.125 * this.#entriesEnd);
    this.entries = grown(this.entries, capacity << ENTRY, Infinity);
    this.slots = grown(this.slots, capacity);
  }

  #next(list: number): number {
    return this.words[(list << LIST) + NEXT_LIST];
  }

  #takeList(): number {
    const free = this.#free;
    if (free !== NONE) {
      this.#free = this.#next(free);
      return free;
    }
    if (this.#end << LIST === this.words.length)
      this.words = grown(this.words, Math.ceil(1.25 * this.#end) << LIST);
    return this.#end++;
  }
}
