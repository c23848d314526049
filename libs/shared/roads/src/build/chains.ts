import { type Driven, type Network } from './network.ts';
import { groupedBy } from '../grouped.ts';

/** A stretch of one street between two junctions: the nodes it passes, both ends included. */
export interface Chain {
  readonly street: Driven;
  readonly nodes: readonly number[];
}

/**
 * Joins segments at every node where nothing is decided: two segments of equal streets meet there and nothing else. A ring without any
 * junction becomes one chain from a node back to itself. The network is strongly connected, so two oneways that meet alone do not face
 * each other.
 */
export function chainsOf({ places, segments }: Network): Chain[] {
  const touching = touchingSegments();
  const used = new Uint8Array(segments.length);
  const chains: Chain[] = [];
  for (let node = 0; node < places.length; node++) if (!isPassed(node)) startAt(node);
  for (let ring = 0; ring < segments.length; ring++) if (!used[ring]) follow(ring, segments[ring].from);
  return chains;

  function touchingSegments(): (node: number) => Uint32Array {
    const ends = groupedBy(
      segments.flatMap(({ from, to }) => [from, to]),
      places.length,
    );
    const items = ends.items.map((end) => end >> 1);
    return (node) => items.subarray(ends.first[node], ends.first[node + 1]);
  }

  function isPassed(node: number): boolean {
    const [a, b, more] = touching(node);
    return b !== undefined && more === undefined && segments[a].street === segments[b].street;
  }

  function startAt(node: number): void {
    for (const segment of touching(node)) {
      const leaves = segments[segment].from === node || !segments[segment].street.oneway;
      if (leaves && !used[segment]) follow(segment, node);
    }
  }

  function follow(first: number, start: number): void {
    const nodes = [start];
    let segment = first;
    let node = start;
    do {
      used[segment] = 1;
      node = segments[segment].from === node ? segments[segment].to : segments[segment].from;
      nodes.push(node);
      const [a, b] = touching(node);
      segment = a === segment ? b : a;
    } while (node !== start && isPassed(node));
    chains.push({ street: segments[first].street, nodes });
  }
}
