import { chordOfMetres } from '../chord.ts';
import { CAP, RADIUS } from './cell-table.ts';
import { type Cells } from './cells.ts';
import { type ClassSet } from './class-set.ts';
import { grown, NONE } from './columns.ts';
import { type Drivers, type Slot } from './drivers.ts';
import { type Hits } from './hits.ts';
import { NEIGHBOURS } from './parent-cells.ts';
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

/** Looking at this many parents costs as much as going to one, or as asking h3-js for the neighbours of one. */
const [STEP_COST, ASKING_COST] = [16, 4_096];

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
 * Cells are the parents, which know their leaves with somebody in them. Where going on would cost more than to look at all occupied parents, those
 * are looked at instead: so neither a wide circle over an empty country nor one around the whole earth can take long.
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
    hits.begin(Math.min(query.limit, this.drivers.ids.count), this.drivers.ids);
    if (hits.isFull) return;
    this.#ownLeaf = this.cells.knownLeaf(query.lat, query.lng);
    const start = this.#start();
    if (this.#ownLeaf !== NONE) this.#lookIntoLeaf(this.#ownLeaf, hits);
    if (!this.#walk(start, hits)) this.#lookAtAll(hits);
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
  #start(): number {
    const start = this.cells.parentOfLast(false);
    return start !== NONE || !this.#pay() ? start : this.cells.parentOfLast(true);
  }

  /** Whether it came to an end; if not, all occupied parents that it has not seen must be looked at. */
  #walk(start: number, hits: Hits): boolean {
    if (start === NONE) return false;
    const { parents } = this.cells;
    parents.seenBy[start] = this.#number;
    this.#queue[0] = start;
    let [end, goesOn] = [1, true];
    for (let i = 0; i < end; i++) {
      const parent = this.#queue[i];
      if (i > 0 && !this.#reaches(parents.caps, parent)) continue;
      this.#lookInto(parent, hits);
      goesOn &&= i * STEP_COST < parents.occupiedCount && this.#knowsNeighbours(parent);
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
      if (neighbour === NONE || parents.seenBy[neighbour] === this.#number) continue;
      parents.seenBy[neighbour] = this.#number;
      if (this.#reaches(parents.caps, neighbour)) this.#queue[end++] = neighbour;
    }
    return end;
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
    const { caps, occupied, occupiedCount, seenBy } = parents;
    for (let i = 0; i < occupiedCount; i++) {
      const parent = occupied[i];
      if (seenBy[parent] !== this.#number && this.#reaches(caps, parent)) this.#lookInto(parent, hits);
    }
    this.#purse = Math.min(this.#purse + occupiedCount, Math.max(occupiedCount, ASKING_COST));
  }

  #lookInto(parent: number, hits: Hits): void {
    const { leaves, parents } = this.cells;
    if (!this.#wantsAny(parents.classesLow[parent], parents.classesHigh[parent])) return;
    const { caps, next, classesLow, classesHigh } = leaves;
    for (let leaf = parents.firstLeaf[parent]; leaf !== NONE; leaf = next[leaf]) {
      if (!this.#wantsAny(classesLow[leaf], classesHigh[leaf]) || !this.#reaches(caps, leaf)) continue;
      if (leaf !== this.#ownLeaf) this.#lookIntoLeaf(leaf, hits);
    }
  }

  #lookIntoLeaf(leaf: number, hits: Hits): void {
    const { lists, leaves } = this.cells;
    for (let list = leaves.firstList[leaf]; list !== NONE; list = lists.next[list]) {
      const one = lists.class[list];
      const classes = one < 32 ? this.#classesLow : this.#classesHigh;
      if (((classes >>> one) & 1) === 1) this.#lookAtList(lists.head[list], hits);
    }
  }

  #lookAtList(head: Slot, hits: Hits): void {
    const { points, next, seenAt } = this.drivers;
    const { x, y, z } = this.#from;
    for (let slot = head; slot !== NONE; slot = next[slot]) {
      const dx = points[3 * slot] - x;
      const dy = points[3 * slot + 1] - y;
      const dz = points[3 * slot + 2] - z;
      const square = dx * dx + dy * dy + dz * dz;
      if (square > this.#limit || seenAt[slot] < this.#since) continue;
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

  /** Whether an answer may be in a cell. */
  #reaches(caps: Float64Array, cell: number): boolean {
    const cap = CAP * cell;
    const { x, y, z } = this.#from;
    const [dx, dy, dz] = [caps[cap] - x, caps[cap + 1] - y, caps[cap + 2] - z];
    const most = this.#reach + caps[cap + RADIUS];
    return dx * dx + dy * dy + dz * dz <= most * most;
  }
}
