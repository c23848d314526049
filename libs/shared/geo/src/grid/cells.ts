import { type CellFinder } from '../h3/cell-finder.ts';
import { CAP, RADIUS } from './cell-table.ts';
import { type DriverClass } from './class-set.ts';
import { ClassLists } from './class-lists.ts';
import { NONE } from './columns.ts';
import { type Drivers, type Slot } from './drivers.ts';
import { LeafCells } from './leaf-cells.ts';
import { ParentCells } from './parent-cells.ts';
import { parentWords, type ParentWords } from './parent-words.ts';
import { type SpherePoint } from './point.ts';

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
    const { caps } = this.leaves;
    const cap = CAP * leaf;
    const [dx, dy, dz] = [x - caps[cap], y - caps[cap + 1], z - caps[cap + 2]];
    return dx * dx + dy * dy + dz * dz < caps[cap + RADIUS] * caps[cap + RADIUS];
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
    const { drivers, lists } = this;
    let list = lists.find(this.leaves.firstList[leaf], one);
    if (list === NONE) list = this.#addList(leaf, one);
    const head = lists.head[list];
    drivers.class[slot] = one;
    drivers.leaf[slot] = leaf;
    drivers.previous[slot] = NONE;
    drivers.next[slot] = head;
    if (head !== NONE) drivers.previous[head] = slot;
    lists.head[list] = slot;
  }

  /** Takes a driver out of the list where it is. */
  leave(slot: Slot): void {
    const { drivers } = this;
    const [next, previous] = [drivers.next[slot], drivers.previous[slot]];
    if (next !== NONE) drivers.previous[next] = previous;
    if (previous === NONE) this.#setHead(drivers.leaf[slot], drivers.class[slot], next);
    else drivers.next[previous] = next;
    drivers.leaf[slot] = NONE;
    drivers.class[slot] = NONE;
  }

  #setHead(leaf: number, one: DriverClass, head: Slot): void {
    const list = this.lists.find(this.leaves.firstList[leaf], one);
    this.lists.head[list] = head;
    if (head === NONE) this.#removeList(leaf, list);
  }

  #addList(leaf: number, one: DriverClass): number {
    const { leaves, parents, lists } = this;
    const parent = leaves.parent[leaf];
    if (leaves.firstList[leaf] === NONE) this.#linkLeaf(leaf, parent);
    const list = lists.add(leaves.firstList[leaf], one);
    leaves.firstList[leaf] = list;
    if (one < 32) {
      leaves.classesLow[leaf] |= 1 << one;
      parents.classesLow[parent] |= 1 << one;
    } else {
      leaves.classesHigh[leaf] |= 1 << one;
      parents.classesHigh[parent] |= 1 << one;
    }
    return list;
  }

  #removeList(leaf: number, list: number): void {
    const { leaves, parents, lists } = this;
    const parent = leaves.parent[leaf];
    const one = lists.class[list];
    leaves.firstList[leaf] = lists.remove(leaves.firstList[leaf], list);
    const [ofLeaves, ofParents] =
      one < 32 ? [leaves.classesLow, parents.classesLow] : [leaves.classesHigh, parents.classesHigh];
    ofLeaves[leaf] &= ~(1 << one);
    if (leaves.firstList[leaf] === NONE) this.#unlinkLeaf(leaf, parent);
    if (!this.#anyHas(parent, ofLeaves, 1 << one)) ofParents[parent] &= ~(1 << one);
  }

  #anyHas(parent: number, classes: Int32Array, bit: number): boolean {
    let leaf = this.parents.firstLeaf[parent];
    while (leaf !== NONE && (classes[leaf] & bit) === 0) leaf = this.leaves.next[leaf];
    return leaf !== NONE;
  }

  #linkLeaf(leaf: number, parent: number): void {
    const { leaves, parents } = this;
    const first = parents.firstLeaf[parent];
    leaves.next[leaf] = first;
    leaves.previous[leaf] = NONE;
    if (first === NONE) parents.occupy(parent);
    else leaves.previous[first] = leaf;
    parents.firstLeaf[parent] = leaf;
  }

  #unlinkLeaf(leaf: number, parent: number): void {
    const { leaves, parents } = this;
    const [next, previous] = [leaves.next[leaf], leaves.previous[leaf]];
    if (next !== NONE) leaves.previous[next] = previous;
    if (previous === NONE) parents.firstLeaf[parent] = next;
    else leaves.next[previous] = next;
    if (parents.firstLeaf[parent] === NONE) parents.vacate(parent);
    leaves.touched[leaf] = 1;
  }
}
