import { type RoadGraph, type Snap } from '../src/index.ts';

interface Step {
  readonly to: number;
  readonly millis: number;
}

/**
 * The reference: the network with both snaps as nodes of their own that cut their edges, and Dijkstra's search without a queue.
 * Shares nothing with the router but the graph's columns.
 */
export function plainMillis(graph: RoadGraph, from: Snap, to: Snap): number {
  const [source, target] = [graph.nodeCount, graph.nodeCount + 1];
  const steps: Step[][] = Array.from({ length: graph.nodeCount + 2 }, () => []);
  for (let edge = 0; edge < graph.edgeCount; edge++) addEdge(edge);
  return leastMillis();

  function addEdge(edge: number): void {
    const { from: tail, to: head, millis, oneway } = graph.edges;
    const stops = [
      { node: tail[edge], millis: 0 },
      ...[
        { snap: from, node: source },
        { snap: to, node: target },
      ]
        .filter(({ snap }) => snap.edge === edge)
        .sort((a, b) => a.snap.along - b.snap.along)
        .map(({ snap, node }) => ({ node, millis: passed(snap) })),
      { node: head[edge], millis: millis[edge] },
    ];
    for (let i = 1; i < stops.length; i++) join(stops[i - 1], stops[i], oneway[edge] === 1);
    for (const { snap, node } of [
      { snap: from, node: source },
      { snap: to, node: target },
    ])
      if (snap.edge === edge) joinEnds(snap, node);
  }

  /** Who is at the end of an edge is at its junction. */
  function joinEnds(snap: Snap, node: number): void {
    const { from: tail, to: head, metres } = graph.edges;
    if (snap.along === 0) join({ node, millis: 0 }, { node: tail[snap.edge], millis: 0 }, false);
    if (snap.along === metres[snap.edge])
      join({ node, millis: 0 }, { node: head[snap.edge], millis: 0 }, false);
  }

  function join(
    a: { node: number; millis: number },
    b: { node: number; millis: number },
    oneway: boolean,
  ): void {
    const millis = b.millis - a.millis;
    steps[a.node].push({ to: b.node, millis });
    if (!oneway) steps[b.node].push({ to: a.node, millis });
  }

  function passed({ edge, along }: Snap): number {
    return Math.round((graph.edges.millis[edge] * along) / graph.edges.metres[edge]);
  }

  function leastMillis(): number {
    const best = new Map([[source, 0]]);
    const open = new Set([source]);
    while (open.size > 0) {
      const node = [...open].reduce((a, b) => (cost(a) <= cost(b) ? a : b));
      if (node === target) return cost(node);
      open.delete(node);
      for (const { to: next, millis } of steps[node])
        if (cost(node) + millis < cost(next)) {
          best.set(next, cost(node) + millis);
          open.add(next);
        }
    }
    return Infinity;

    function cost(node: number): number {
      return best.get(node) ?? Infinity;
    }
  }
}
