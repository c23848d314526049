import { type Arc, type Arcs } from './arcs.ts';
import { NodeHeap } from './node-heap.ts';

/** A node at which a search begins, what it costs to be there, and the arc on which one came. */
export interface Seed {
  readonly node: number;
  readonly millis: number;
  readonly arc: Arc;
}

const UNREACHED = 0xffff_ffff;
const SEED = 0x8000_0000;

/**
 * Dijkstra's search over the arcs of one direction. It takes its memory once and forgets by visiting what it had reached, so that a short
 * search costs little on a large graph. One search at a time: `begin` ends the one before.
 */
export class Search {
  readonly #arcs: Arcs;
  /** By node: the least cost known. */
  readonly #cost: Uint32Array;
  /** By node: the arc that led there, with the SEED bit where it began. */
  readonly #by: Uint32Array;
  readonly #reached: Uint32Array;
  readonly #heap: NodeHeap;
  #reachedCount = 0;

  constructor(arcs: Arcs) {
    const nodes = arcs.first.length - 1;
    this.#arcs = arcs;
    this.#cost = new Uint32Array(nodes).fill(UNREACHED);
    this.#by = new Uint32Array(nodes);
    this.#reached = new Uint32Array(nodes);
    this.#heap = new NodeHeap(this.#cost);
  }

  begin(seeds: readonly Seed[]): void {
    for (let i = 0; i < this.#reachedCount; i++) this.#cost[this.#reached[i]] = UNREACHED;
    this.#reachedCount = 0;
    this.#heap.clear();
    for (const { node, millis, arc } of seeds) this.#reach(node, millis, (arc | SEED) >>> 0);
  }

  /** No node that is still to be settled costs less than this. Infinity when all are settled. */
  get least(): number {
    return this.#heap.least;
  }

  /** Infinity where the search has not come; final once the node was settled. */
  costOf(node: number): number {
    const cost = this.#cost[node];
    return cost === UNREACHED ? Infinity : cost;
  }

  /** Settles the nearest node that is not settled yet, and gives it. Only while `least` is finite. */
  settle(): number {
    const node = this.#heap.pop();
    const { first, other, millis, arc } = this.#arcs;
    const cost = this.#cost[node];
    const end = first[node + 1];
    for (let i = first[node]; i < end; i++) this.#reach(other[i], cost + millis[i], arc[i]);
    return node;
  }

  /** The arcs from a node that was reached back to a seed's, the last first. `before` gives the node at which an arc was begun. */
  trace(node: number, before: (arc: Arc) => number): Arc[] {
    const arcs: Arc[] = [];
    let at = node;
    for (;;) {
      const by = this.#by[at];
      arcs.push((by & ~SEED) >>> 0);
      if (by >= SEED) return arcs;
      at = before(by);
    }
  }

  #reach(node: number, cost: number, by: number): void {
    const known = this.#cost[node];
    if (cost >= known) return;
    if (known === UNREACHED) this.#reached[this.#reachedCount++] = node;
    this.#cost[node] = cost;
    this.#by[node] = by;
    this.#heap.raise(node);
  }
}
