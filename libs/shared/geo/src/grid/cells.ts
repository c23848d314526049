import { type CellFinder } from '../h3/cell-finder.ts';
import { CLASSES_HIGH, CLASSES_LOW, RADIUS } from './cell-table.ts';
import { type DriverClass } from './class-set.ts';
import { ClassLists, HEAD, LIST } from './class-lists.ts';
import { NONE } from './columns.ts';
import { CLASS, type Drivers, LEAF, NEXT, PREVIOUS, type Slot } from './drivers.ts';
import { FIRST_LIST, LeafCells, NEXT_LEAF, PARENT, PREVIOUS_LEAF } from './leaf-cells.ts';
import { FIRST_LEAF, ParentCells } from './parent-cells.ts';
import { parentWords, type ParentWords } from './parent-words.ts';
import { type SpherePoint } from './point.ts';
import { REALS, WORDS } from './records.ts';

const [FIRST_LEAVES, FIRST_PARENTS, FIRST_LISTS] = [256, 64, 256];

/** Who is in which cell: a list a leaf and class, leaves by their parents, and of each the classes that are in it. */
export class Cells {
  readonly leaves: LeafCells;
  readonly parents = new ParentCells(FIRST_PARENTS);
  readonly lists = new ClassLists(FIRST_LISTS);
  readonly #parentWords: ParentWords;

  constructor(
    private readonly drivers: Drivers,
    private readonly finder: CellFinder,
    /** Of the leaves. */
    readonly resolution: number,
  ) {
    this.leaves = new LeafCells(FIRST_LEAVES, (parent) => this.parents.loseLeaf(parent));
    this.#parentWords = parentWords(resolution);
  }

  get bytes(): number {
    return this.leaves.bytes + this.parents.bytes + this.lists.bytes;
  }

  /** Whether a point is in the circle of a leaf. */
  reaches(leaf: number, { x, y, z }: SpherePoint): boolean {
    const { reals } = this.leaves.records;
    const record = leaf << REALS;
    const dx = x - reals[record];
    const dy = y - reals[record + 1];
    const dz = z - reals[record + 2];
    const radius = reals[record + RADIUS];
    return dx * dx + dy * dy + dz * dz < radius * radius;
  }

  /** The leaf around a point, if it is known. */
  knownLeaf(lat: number, lng: number): number {
    this.finder.find(lat, lng, this.resolution);
    return this.leaves.find(this.finder.high, this.finder.low);
  }

  /** The parent of the leaf that was asked for last; learnt if `learn` says so, or NONE. */
  parentOfLast(learn: boolean): number {
    const [high, low] = this.#parentWords(this.finder);
    return learn ? this.parents.learn(high, low) : this.parents.find(high, low);
  }

  /** The leaf around a point. */
  leafAt(lat: number, lng: number): number {
    const known = this.knownLeaf(lat, lng);
    if (known !== NONE) return known;
    const { high, low } = this.finder;
    const parent = this.parentOfLast(true);
    this.parents.gainLeaf(parent);
    return this.leaves.learn(high, low, parent);
  }

  /** Puts a driver in the list of a leaf and a class. */
  enter(slot: Slot, leaf: number, one: DriverClass): void {
    const { words } = this.drivers.records;
    const list = this.#listOf(leaf, one) << LIST;
    const head = this.lists.words[list + HEAD];
    const record = slot << WORDS;
    words[record + CLASS] = one;
    words[record + LEAF] = leaf;
    words[record + PREVIOUS] = NONE;
    words[record + NEXT] = head;
    if (head !== NONE) words[(head << WORDS) + PREVIOUS] = slot;
    this.lists.words[list + HEAD] = slot;
  }

  /** Takes a driver out of the list where it is. */
  leave(slot: Slot): void {
    const { words } = this.drivers.records;
    const record = slot << WORDS;
    const next = words[record + NEXT];
    const previous = words[record + PREVIOUS];
    if (next !== NONE) words[(next << WORDS) + PREVIOUS] = previous;
    if (previous === NONE) this.#setHead(words[record + LEAF], words[record + CLASS], next);
    else words[(previous << WORDS) + NEXT] = next;
    words[record + LEAF] = NONE;
    words[record + CLASS] = NONE;
  }

  #setHead(leaf: number, one: DriverClass, head: Slot): void {
    const list = this.lists.find(this.#firstList(leaf), one);
    this.lists.words[(list << LIST) + HEAD] = head;
    if (head === NONE) this.#removeList(leaf, list, one);
  }

  #firstList(leaf: number): number {
    return this.leaves.records.words[(leaf << WORDS) + FIRST_LIST];
  }

  #listOf(leaf: number, one: DriverClass): number {
    const first = this.#firstList(leaf);
    const known = this.lists.find(first, one);
    return known === NONE ? this.#addList(leaf, first, one) : known;
  }

  #addList(leaf: number, first: number, one: DriverClass): number {
    const leaves = this.leaves.records.words;
    const parent = leaves[(leaf << WORDS) + PARENT];
    if (first === NONE) this.#linkLeaf(leaf, parent);
    const list = this.lists.add(first, one);
    leaves[(leaf << WORDS) + FIRST_LIST] = list;
    leaves[(leaf << WORDS) + wordOf(one)] |= 1 << one;
    this.parents.records.words[(parent << WORDS) + wordOf(one)] |= 1 << one;
    return list;
  }

  #removeList(leaf: number, list: number, one: DriverClass): void {
    const leaves = this.leaves.records.words;
    const record = leaf << WORDS;
    const parent = leaves[record + PARENT];
    leaves[record + FIRST_LIST] = this.lists.remove(leaves[record + FIRST_LIST], list);
    leaves[record + wordOf(one)] &= ~(1 << one);
    if (leaves[record + FIRST_LIST] === NONE) this.#unlinkLeaf(leaf, parent);
    if (!this.#anyHas(parent, one))
      this.parents.records.words[(parent << WORDS) + wordOf(one)] &= ~(1 << one);
  }

  #anyHas(parent: number, one: DriverClass): boolean {
    const leaves = this.leaves.records.words;
    const [word, bit] = [wordOf(one), 1 << one];
    let leaf = this.parents.records.words[(parent << WORDS) + FIRST_LEAF];
    while (leaf !== NONE && (leaves[(leaf << WORDS) + word] & bit) === 0)
      leaf = leaves[(leaf << WORDS) + NEXT_LEAF];
    return leaf !== NONE;
  }

  #linkLeaf(leaf: number, parent: number): void {
    const leaves = this.leaves.records.words;
    const parents = this.parents.records.words;
    const first = parents[(parent << WORDS) + FIRST_LEAF];
    leaves[(leaf << WORDS) + NEXT_LEAF] = first;
    leaves[(leaf << WORDS) + PREVIOUS_LEAF] = NONE;
    parents[(parent << WORDS) + FIRST_LEAF] = leaf;
    if (first === NONE) this.parents.occupy(parent);
    else leaves[(first << WORDS) + PREVIOUS_LEAF] = leaf;
  }

  #unlinkLeaf(leaf: number, parent: number): void {
    const leaves = this.leaves.records.words;
    const parents = this.parents.records.words;
    const next = leaves[(leaf << WORDS) + NEXT_LEAF];
    const previous = leaves[(leaf << WORDS) + PREVIOUS_LEAF];
    if (next !== NONE) leaves[(next << WORDS) + PREVIOUS_LEAF] = previous;
    if (previous === NONE) parents[(parent << WORDS) + FIRST_LEAF] = next;
    else leaves[(previous << WORDS) + NEXT_LEAF] = next;
    if (next === NONE && previous === NONE) this.parents.vacate(parent);
    this.leaves.touch(leaf);
  }
}

function wordOf(one: DriverClass): number {
  return one < 32 ? CLASSES_LOW : CLASSES_HIGH;
}
