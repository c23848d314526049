import { type CellFinder } from '../h3/cell-finder.ts';
import { type DriverClass } from './class-set.ts';
import { NONE } from './columns.ts';
import { type Drivers, type Slot } from './drivers.ts';
import { LEAF, LeafCells } from './leaf-cells.ts';
import { LeafWords } from './leaf-words.ts';
import { CLASSES_HIGH, CLASSES_LOW, PARENT, ParentCells } from './parent-cells.ts';
import { type SpherePoint } from './point.ts';

const FIRST_PARENTS = 16;
const RADIUS = 3;

/** Who is in which cell: lists by leaf and class, leaves by their parents, and of each the classes that are in it. */
export class Cells {
  readonly leaves = new LeafCells();
  readonly parents = new ParentCells(FIRST_PARENTS, this.leaves);
  readonly #last: LeafWords;

  constructor(
    private readonly drivers: Drivers,
    private readonly finder: CellFinder,
    /** Of the leaves. */
    private readonly resolution: number,
  ) {
    this.#last = new LeafWords(resolution);
  }

  get bytes(): number {
    return this.leaves.bytes + this.parents.bytes;
  }

  /** Whether a point is in the circle of a leaf. */
  reaches(leaf: number, { x, y, z }: SpherePoint): boolean {
    const { caps } = this.leaves;
    const cap = leaf << LEAF;
    const dx = x - caps[cap];
    const dy = y - caps[cap + 1];
    const dz = z - caps[cap + 2];
    const radius = caps[cap + RADIUS];
    return dx * dx + dy * dy + dz * dz < radius * radius;
  }

  /** The parent of the leaf around a point, if it is known. */
  knownParent(lat: number, lng: number): number {
    this.finder.find(lat, lng, this.resolution);
    this.#last.read(this.finder);
    return this.parents.find(this.#last.parent);
  }

  /** Makes the parent known that was just asked for. */
  learnParent(): number {
    return this.parents.learn(this.#last.parent);
  }

  /** The leaf around the point that was just asked for, whose parent this is; NONE: nobody ever was in one of them. */
  knownLeaf(parent: number): number {
    return this.parents.leafOf(parent, this.#last.child);
  }

  /** The leaf around a point, with its circle. */
  leafAt(lat: number, lng: number): number {
    const known = this.knownParent(lat, lng);
    const parent = known === NONE ? this.learnParent() : known;
    if (this.knownLeaf(parent) === NONE) this.parents.learnLeaves(parent);
    const leaf = this.knownLeaf(parent);
    this.leaves.learn(leaf, this.finder, this.#last.group);
    return leaf;
  }

  /** Puts a driver into the list of a leaf and a class. */
  enter(slot: Slot, leaf: number, one: DriverClass): void {
    const first = this.leaves.firstList(leaf);
    const known = this.drivers.lists.find(first, one);
    this.#relist(slot, known === NONE ? this.#addList(leaf, first, one) : known);
  }

  /** Takes a driver out of all cells. */
  leave(slot: Slot): void {
    this.#relist(slot);
  }

  #relist(slot: Slot, list?: number): void {
    const { lists } = this.drivers;
    const before = this.drivers.relist(slot, list);
    if (lists.countOf(before) === 0 && lists.classOf(before) !== NONE) this.#removeList(before);
  }

  #addList(leaf: number, first: number, one: DriverClass): number {
    const { words } = this.parents.records;
    const parent = this.leaves.parentOf(leaf);
    if (!this.parents.isOccupied(parent)) this.parents.occupy(parent);
    const list = this.drivers.lists.create(leaf, one, first);
    this.leaves.setFirstList(leaf, list);
    this.leaves.setClass(leaf, one, true);
    words[(parent << PARENT) + (one < 32 ? CLASSES_LOW : CLASSES_HIGH)] |= 1 << one;
    return list;
  }

  #removeList(list: number): void {
    const { lists } = this.drivers;
    const [leaf, one] = [lists.leafOf(list), lists.classOf(list)];
    const { words } = this.parents.records;
    const parent = this.leaves.parentOf(leaf);
    this.leaves.setFirstList(leaf, lists.remove(this.leaves.firstList(leaf), list));
    this.leaves.setClass(leaf, one, false);
    if (!this.leaves.anyBesideHas(leaf, one))
      words[(parent << PARENT) + (one < 32 ? CLASSES_LOW : CLASSES_HIGH)] &= ~(1 << one);
    if (!this.parents.isOccupied(parent)) this.parents.vacate(parent);
  }
}
