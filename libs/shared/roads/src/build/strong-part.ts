import { type Network, type Segment } from './network.ts';
import { groupedBy } from '../grouped.ts';

/**
 * The largest part within which every node can be reached from every other, so that no route between two points of the graph fails.
 * Largest by nodes; of two equal ones the part found first.
 */
export function largestStrongPart({ places, segments }: Network): Network {
  const part = strongParts(places.length, segments);
  const sizes = new Uint32Array(places.length);
  for (const id of part) sizes[id]++;
  const largest = sizes.indexOf(sizes.reduce((a, b) => Math.max(a, b), 0));
  return {
    places,
    segments: segments.filter(({ from, to }) => part[from] === largest && part[to] === largest),
  };
}

/**
 * Tarjan's algorithm (1972) with its recursion kept in arrays: a street network is far deeper than the call stack.
 * Gives each node the id of its strongly connected part.
 */
function strongParts(nodes: number, segments: readonly Segment[]): Uint32Array {
  const arcs = segments.flatMap(({ from, to, street }) =>
    street.oneway ? [{ from, to }] : bothWays(from, to),
  );
  const leaving = groupedBy(
    arcs.map((arc) => arc.from),
    nodes,
  );
  const part = new Uint32Array(nodes);
  const order = new Uint32Array(nodes); // of discovery, from 1; 0 is undiscovered
  const low = new Uint32Array(nodes);
  const open = new Uint8Array(nodes); // discovered, not yet in a part
  const next = leaving.first.slice(0, nodes); // the first arc of a node that was not followed yet
  const pending: number[] = []; // Tarjan's stack
  let discovered = 0;
  let parts = 0;

  for (let root = 0; root < nodes; root++) if (order[root] === 0) visit(root);
  return part;

  function visit(root: number): void {
    const path = [root];
    discover(root);
    while (path.length > 0) {
      const node = path[path.length - 1];
      if (next[node] === leaving.first[node + 1]) {
        path.pop();
        if (path.length > 0) lower(path[path.length - 1], low[node]);
        if (low[node] === order[node]) closePart(node);
        continue;
      }
      const { to } = arcs[leaving.items[next[node]++]];
      if (order[to] === 0) path.push(discover(to));
      else if (open[to]) lower(node, order[to]);
    }
  }

  function discover(node: number): number {
    order[node] = low[node] = ++discovered;
    open[node] = 1;
    pending.push(node);
    return node;
  }

  function lower(node: number, bound: number): void {
    if (bound < low[node]) low[node] = bound;
  }

  function closePart(root: number): void {
    for (let node = pending.pop(); node !== undefined; node = node === root ? undefined : pending.pop()) {
      open[node] = 0;
      part[node] = parts;
    }
    parts++;
  }
}

function bothWays(from: number, to: number): { from: number; to: number }[] {
  return [
    { from, to },
    { from: to, to: from },
  ];
}
