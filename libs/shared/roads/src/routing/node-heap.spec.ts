import fc from 'fast-check';

import { NodeHeap } from './node-heap.ts';

const MOST = 40;

describe('NodeHeap', () => {
  it('gives nodes by cost, each once, however often its cost fell', () => {
    const falls = fc.array(fc.record({ node: fc.nat(MOST - 1), cost: fc.nat(1_000) }), {
      maxLength: 200,
      size: 'max',
    });
    fc.assert(
      fc.property(falls, (changes) => {
        const cost = new Uint32Array(MOST).fill(0xffff_ffff);
        const heap = new NodeHeap(cost);
        for (const change of changes) lower(heap, cost, change);

        const popped = Array.from({ length: heap.size }, () => heap.pop());

        const costs = popped.map((node) => cost[node]);
        expect(costs).toEqual(costs.toSorted((a, b) => a - b));
        expect(new Set(popped)).toEqual(new Set(changes.map(({ node }) => node)));
        expect(popped).toHaveLength(new Set(popped).size);
      }),
    );
  });

  it('tells the least cost, and Infinity when empty or cleared', () => {
    const cost = Uint32Array.from([7, 3, 5]);
    const heap = new NodeHeap(cost);
    const empty = heap.least;
    for (const node of [0, 1, 2]) heap.raise(node);
    const least = heap.least;

    heap.clear();

    expect([empty, least, heap.least]).toEqual([Infinity, 3, Infinity]);
  });

  it('takes in again what was cleared', () => {
    const heap = new NodeHeap(Uint32Array.from([7, 3]));
    heap.raise(0);
    heap.clear();

    heap.raise(1);
    heap.raise(0);

    expect([heap.pop(), heap.pop(), heap.size]).toEqual([1, 0, 0]);
  });
});

function lower(heap: NodeHeap, cost: Uint32Array, change: { node: number; cost: number }): void {
  if (change.cost >= cost[change.node]) return;
  cost[change.node] = change.cost;
  heap.raise(change.node);
}
