/**
 * A queue of nodes by their cost, lowest first: a heap of four children a node, which knows where each node stands, so that a node is in it
 * once and may move forward. All its memory is taken when it is made.
 */
export class NodeHeap {
  /** By node. The heap's owner sets it, and then calls `raise`. */
  readonly #cost: Uint32Array;
  readonly #nodes: Uint32Array;
  /** Where a node stands, plus 1; 0 when it is not in. */
  readonly #place: Uint32Array;
  #size = 0;

  constructor(cost: Uint32Array) {
    this.#cost = cost;
    this.#nodes = new Uint32Array(cost.length);
    this.#place = new Uint32Array(cost.length);
  }

  get size(): number {
    return this.#size;
  }

  /** The lowest cost of all; more than any cost when empty. */
  get least(): number {
    return this.#size === 0 ? Infinity : this.#cost[this.#nodes[0]];
  }

  /** Puts a node in, or moves one that is in: its cost was set, or became lower. */
  raise(node: number): void {
    let at = this.#place[node] === 0 ? this.#size++ : this.#place[node] - 1;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = this.#nodes[parent];
      if (this.#cost[above] <= this.#cost[node]) break;
      this.#put(above, at);
      at = parent;
    }
    this.#put(node, at);
  }

  /** Takes out the first. Only while there is one. */
  pop(): number {
    const first = this.#nodes[0];
    this.#place[first] = 0;
    const last = this.#nodes[--this.#size];
    if (this.#size > 0) this.#sink(last);
    return first;
  }

  clear(): void {
    for (let i = 0; i < this.#size; i++) this.#place[this.#nodes[i]] = 0;
    this.#size = 0;
  }

  /** From the top. */
  #sink(node: number): void {
    let at = 0;
    for (let child = this.#leastChild(at); child < this.#size; child = this.#leastChild(at)) {
      const below = this.#nodes[child];
      if (this.#cost[below] >= this.#cost[node]) break;
      this.#put(below, at);
      at = child;
    }
    this.#put(node, at);
  }

  #leastChild(at: number): number {
    const first = 4 * at + 1;
    const end = Math.min(first + 4, this.#size);
    let least = first;
    for (let child = first + 1; child < end; child++)
      if (this.#cost[this.#nodes[child]] < this.#cost[this.#nodes[least]]) least = child;
    return least;
  }

  #put(node: number, at: number): void {
    this.#nodes[at] = node;
    this.#place[node] = at + 1;
  }
}
