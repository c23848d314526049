import { chordOfMetres } from '../chord.ts';
import { type Cells } from './cells.ts';
import { COUNT, ENTRY, FIRST, LIST, LIST_CLASS, NEXT_LIST, SEEN_AT } from './class-lists.ts';
import { type ClassSet } from './class-set.ts';
import { grown, NONE } from './columns.ts';
import { type Drivers, type Slot } from './drivers.ts';
import { type Hits } from './hits.ts';
import { GROUP_ORDER, GROUPS } from './group-order.ts';
import {
  FIRST_LIST,
  GROUP_DIGIT,
  LEAF,
  LEAF_DIGIT,
  LEAF_CLASSES_HIGH,
  LEAF_CLASSES_LOW,
} from './leaf-cells.ts';
import { CLASSES_HIGH, CLASSES_LOW, NEIGHBOURS, PARENT, SEEN_BY } from './parent-cells.ts';
import { SpherePoint } from './point.ts';

/** Of whom a question is. */
export interface Whom {
  readonly classes: ClassSet;
  /** Only who was seen then or later. */
  readonly since: number;
  /** What else must be so of a driver. */
  readonly also?: Condition | undefined;
}

/** Whom to find, and where. */
export interface Query extends Whom {
  readonly lat: number;
  readonly lng: number;
  /** Over the surface. The rim belongs to it; half around the earth is everywhere. */
  readonly radiusMetres: number;
  /** Infinity: everybody. */
  readonly limit: number;
}

export type Condition = (slot: Slot) => boolean;

/** So few occupied parents are looked at one after the other sooner than the way is found among them. */
const FEW = 32;
/** Looking at so many costs as much as going on from one. */
const STEP_COST = 16;
/** And so many as asking h3-js for the neighbours of one. */
const ASKING_COST = 2_048;

/**
 * Finds the nearest drivers in a circle, exactly. Distances are chords of the unit sphere: no meridian or pole is special.
 *
 * It goes from the query's own cell breadth first over the neighbours. A cell that reaches nowhere near enough - not within the radius, nor as
 * near as the farthest of those found, if there are as many as were asked for - is dropped, neither looked into nor gone on from. This is
 * exact: the arc from the query to an answer runs through a chain of neighbours, each with a point nearer than the answer, so none of them
 * is dropped. It counts no rings, so pentagons and the edges of H3's faces are no special cases.
 *
 * A driver may be listed under a leaf beside the one around it, as long as the leaf's circle holds it: both are neighbours, and it is by circles
 * that cells are dropped.
 *
 * Cells are the parents, which know which classes are in their groups of leaves, as groups know it of their leaves. Where going on would cost
 * more than to look at all occupied parents, those are looked at instead: so neither a wide circle over an empty country nor one around the whole earth can take long.
 */
export class Search {
  readonly #from = new SpherePoint();
  #classesLow = 0;
  #classesHigh = 0;
  #since = 0;
  /** Square of the chord that an answer may be off at the most, and that chord. */
  #limit = 0;
  #reach = 0;
  #condition: Condition | undefined;
  #ownLeaf = NONE;
  /** From where on GROUP_ORDER tells in which order to look into the own parent's groups. */
  #groupOrder = 0;
  #number = 0;
  #queue = new Int32Array(64);
  /** What was spent on looking at all since neighbours were asked for: asking is paid from it. */
  #purse = 0;

  constructor(
    private readonly drivers: Drivers,
    private readonly cells: Cells,
  ) {}

  run(query: Query, hits: Hits): void {
    this.#begin(query);
    const { records } = this.drivers;
    hits.begin(Math.min(query.limit, records.count), records);
    if (hits.isFull) return;
    const start = this.#start(query);
    this.#ownLeaf = start === NONE ? NONE : this.cells.knownLeaf(start);
    this.#groupOrder = this.#ownLeaf === NONE ? 0 : this.#ownLeaf & GROUP_DIGIT;
    if (this.#ownLeaf !== NONE) this.#lookIntoLeaf(this.#ownLeaf, hits);
    if (start === NONE || !this.#walk(start, hits)) this.#lookAtAll(hits);
    hits.sort();
  }

  #begin({ lat, lng, radiusMetres, classes, since, also }: Query): void {
    this.#from.set(lat, lng);
    const chord = chordOfMetres(radiusMetres);
    // Rounding makes some chords a little longer than the longest there is.
    this.#reach = chord < 2 ? chord : Infinity;
    this.#limit = this.#reach * this.#reach;
    this.#classesLow = classes.low;
    this.#classesHigh = classes.high;
    this.#since = since;
    this.#condition = also;
    this.#number = this.cells.parents.beginSearch();
  }

  /** The parent of the query's own leaf; NONE if it is not known, and too dear to learn. */
  #start({ lat, lng }: Query): number {
    const known = this.cells.knownParent(lat, lng);
    if (known !== NONE || this.cells.parents.occupiedCount <= FEW || !this.#pay()) return known;
    return this.cells.learnParent();
  }

  /** Whether it came to an end; if not, all occupied parents that it has not seen must be looked at. */
  #walk(start: number, hits: Hits): boolean {
    const { parents } = this.cells;
    parents.records.words[(start << PARENT) + SEEN_BY] = this.#number;
    this.#queue[0] = start;
    let end = 1;
    let goesOn = true;
    for (let i = 0; i < end; i++) {
      const parent = this.#queue[i];
      if (i > 0 && !this.#reaches(parents.records.floats, parent << PARENT)) continue;
      this.#lookInto(parent, hits, i === 0 ? this.#groupOrder : 0);
      goesOn &&= i * STEP_COST + FEW < parents.occupiedCount && this.#knowsNeighbours(parent);
      if (goesOn) end = this.#queueNeighbours(parent, end);
    }
    return goesOn;
  }

  #queueNeighbours(parent: number, end: number): number {
    const { parents } = this.cells;
    if (end + NEIGHBOURS > this.#queue.length) this.#queue = grown(this.#queue, 2 * this.#queue.length);
    const row = NEIGHBOURS * parent;
    for (let i = row; i < row + NEIGHBOURS; i++) {
      const neighbour = parents.neighbours[i];
      if (
        neighbour !== NONE &&
        this.#isNew(neighbour) &&
        this.#reaches(parents.records.floats, neighbour << PARENT)
      )
        this.#queue[end++] = neighbour;
    }
    return end;
  }

  /** Whether this search has not seen it; it has now. */
  #isNew(parent: number): boolean {
    const { words } = this.cells.parents.records;
    const place = (parent << PARENT) + SEEN_BY;
    if (words[place] === this.#number) return false;
    words[place] = this.#number;
    return true;
  }

  #knowsNeighbours(parent: number): boolean {
    const { parents } = this.cells;
    if (parents.knowsNeighbours(parent)) return true;
    if (!this.#pay()) return false;
    parents.askNeighbours(parent);
    return true;
  }

  #pay(): boolean {
    if (this.#purse < ASKING_COST) return false;
    this.#purse -= ASKING_COST;
    return true;
  }

  #lookAtAll(hits: Hits): void {
    const { parents } = this.cells;
    const { floats } = parents.records;
    const { occupied, occupiedCount } = parents;
    for (let i = 0; i < occupiedCount; i++)
      if (this.#reaches(floats, occupied[i] << PARENT) && this.#isNew(occupied[i]))
        this.#lookInto(occupied[i], hits);
    this.#purse = Math.min(this.#purse + occupiedCount, Math.max(occupiedCount, ASKING_COST));
  }

  /** @param order from where on GROUP_ORDER tells that of its groups */
  #lookInto(parent: number, hits: Hits, order = 0): void {
    const { words } = this.cells.parents.records;
    const record = parent << PARENT;
    if (!this.#wantsAny(words[record + CLASSES_LOW], words[record + CLASSES_HIGH])) return;
    const first = this.cells.parents.leafOf(parent, 0);
    for (let i = order; i < order + GROUPS; i++) this.#lookIntoGroup(first + GROUP_ORDER[i], hits);
  }

  /** A group whose circle is too far away saves looking at those of its leaves. */
  #lookIntoGroup(group: number, hits: Hits): void {
    if (!this.#mayHoldAnswers(group)) return;
    for (let leaf = group & ~LEAF_DIGIT; leaf < group; leaf++)
      if (this.#mayHoldAnswers(leaf) && leaf !== this.#ownLeaf) this.#lookIntoLeaf(leaf, hits);
  }

  /** A leaf or a group. */
  #mayHoldAnswers(leaf: number): boolean {
    const { caps, words } = this.cells.leaves;
    const record = leaf << LEAF;
    return (
      this.#wantsAny(words[record + LEAF_CLASSES_LOW], words[record + LEAF_CLASSES_HIGH]) &&
      this.#reaches(caps, record)
    );
  }

  #lookIntoLeaf(leaf: number, hits: Hits): void {
    const { words } = this.cells.leaves;
    const record = leaf << LEAF;
    // Those that are wanted and were not come to yet.
    let low = words[record + LEAF_CLASSES_LOW] & this.#classesLow;
    let high = words[record + LEAF_CLASSES_HIGH] & this.#classesHigh;
    const lists = this.drivers.lists.words;
    let list = words[record + FIRST_LIST] << LIST;
    for (; (low | high) !== 0; list = lists[list + NEXT_LIST] << LIST) {
      const one = lists[list + LIST_CLASS];
      const bit = 1 << one;
      if (((one < 32 ? low : high) & bit) === 0) continue;
      if (one < 32) low ^= bit;
      else high ^= bit;
      this.#lookAtList(list, hits);
    }
  }

  #lookAtList(record: number, hits: Hits): void {
    const { entries, slots, words } = this.drivers.lists;
    const { x, y, z } = this.#from;
    const first = words[record + FIRST];
    const end = first + words[record + COUNT];
    for (let entry = first; entry < end; entry++) {
      const at = entry << ENTRY;
      const dx = entries[at] - x;
      const dy = entries[at + 1] - y;
      const dz = entries[at + 2] - z;
      const square = dx * dx + dy * dy + dz * dz;
      if (square > this.#limit || entries[at + SEEN_AT] < this.#since) continue;
      const slot = slots[entry];
      if (this.#condition === undefined || this.#condition(slot)) this.#take(slot, square, hits);
    }
  }

  #take(slot: Slot, square: number, hits: Hits): void {
    hits.offer(slot, square);
    if (!hits.isFull) return;
    this.#limit = hits.farthest;
    this.#reach = Math.sqrt(this.#limit);
  }

  #wantsAny(low: number, high: number): boolean {
    return ((low & this.#classesLow) | (high & this.#classesHigh)) !== 0;
  }

  /** Whether an answer may be in the cell whose circle is there. */
  #reaches(caps: Float32Array, cap: number): boolean {
    const { x, y, z } = this.#from;
    const dx = caps[cap] - x;
    const dy = caps[cap + 1] - y;
    const dz = caps[cap + 2] - z;
    const most = this.#reach + caps[cap + 3];
    return dx * dx + dy * dy + dz * dz <= most * most;
  }
}
