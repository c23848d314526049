import { isDeepStrictEqual } from 'node:util';

import { leavesOf, pathOf } from './document.ts';

/** One value that two configurations do not share. `undefined`: that side does not have it. */
export interface Difference {
  path: string;
  old: unknown;
  new: unknown;
}

/** What changes from `before` to `after`, leaf by leaf, in the order of paths. */
export function diff(before: unknown, after: unknown): Difference[] {
  const [old, changed] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...old.keys(), ...changed.keys()])].sort();
  return paths
    .map((path) => ({ path, old: old.get(path), new: changed.get(path) }))
    .filter((difference) => !isDeepStrictEqual(difference.old, difference.new));
}

function valuesOf(document: unknown): Map<string, unknown> {
  return new Map(leavesOf(document).map(({ keys, value }) => [pathOf(keys), value]));
}
