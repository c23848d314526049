/** Items by group, in one array: those of group g are `items[first[g]]` up to, not including, `items[first[g + 1]]`. */
export interface Grouped {
  readonly first: Uint32Array;
  readonly items: Uint32Array;
}

/** Groups the indexes of `groups` by what stands there, a number below `count`; within a group they keep their order. */
export function groupedBy(groups: ArrayLike<number>, count: number): Grouped {
  const first = new Uint32Array(count + 1);
  for (let i = 0; i < groups.length; i++) first[groups[i] + 1]++;
  for (let group = 0; group < count; group++) first[group + 1] += first[group];
  const items = new Uint32Array(groups.length);
  const next = first.slice(0, count);
  for (let i = 0; i < groups.length; i++) items[next[groups[i]]++] = i;
  return { first, items };
}
