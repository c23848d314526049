import { type z } from 'zod';

import { freezeDeep, has, type JsonObject, leavesOf, merge, pathOf } from './document.ts';
import { type Problem, problemAt, violationsOf } from './problem.ts';

/** A document and where it stands in the order. A layer of a city counts for that city alone. */
export interface Layer {
  /** `BASE`, `BASE:booking`, `REGION(eu)`, `ENV(production):booking`, `CITY(got)` and so on. */
  readonly name: string;
  readonly city?: string;
  readonly document: JsonObject;
}

/** Where one value of the configuration comes from. */
export interface Origin {
  path: string;
  value: unknown;
  /** The winning layer, or `DEFAULT` when only the schema says so. */
  layer: string;
}

/** What a set of layers comes to: valid, frozen, for everywhere and for each city that has layers of its own. */
export interface Snapshot<T> {
  readonly layers: readonly Layer[];
  readonly everywhere: T;
  readonly cities: ReadonlyMap<string, T>;
}

export type Evaluation<T> = { ok: true; snapshot: Snapshot<T> } | { ok: false; problems: Problem[] };

/** Merges the layers in their order (later wins) and holds the result against the schema. Finds all problems, not the first. */
export function evaluate<T>(layers: readonly Layer[], schema: z.ZodType<T>): Evaluation<T> {
  const everywhere = parse(layersFor(layers), schema);
  const codes = new Set(layers.flatMap(({ city }) => city ?? []));
  const cities = Array.from(codes, (code) => ({ code, parsed: parse(layersFor(layers, code), schema) }));
  const problems = distinct(
    [everywhere, ...cities.map(({ parsed }) => parsed)].flatMap((parsed) => parsed.problems),
  );
  if (!everywhere.valid || problems.length > 0) return { ok: false, problems };
  const values = cities.flatMap(({ code, parsed }): [string, T][] =>
    parsed.valid ? [[code, parsed.value]] : [],
  );
  return { ok: true, snapshot: { layers, everywhere: everywhere.value, cities: new Map(values) } };
}

/**
 * Every value under `path` (all of them when it is not given) and the layer it comes from: first what the layers say, then
 * what only the schema added to `result`, which is what they were parsed into.
 */
export function explain(layers: readonly Layer[], result: unknown, path?: string): Origin[] {
  const document = merged(layers);
  const added = leavesOf(result).filter(({ keys }) => !has(document, keys));
  return [...leavesOf(document), ...added]
    .map(({ keys, value }) => ({ path: pathOf(keys), value, layer: winner(layers, keys) ?? 'DEFAULT' }))
    .filter((origin) => path === undefined || isUnder(origin.path, path));
}

/** The layers that count for a city, or for everywhere. */
export function layersFor(layers: readonly Layer[], city?: string): readonly Layer[] {
  return layers.filter((layer) => layer.city === undefined || layer.city === city);
}

type Parsed<T> = { valid: true; value: T; problems: [] } | { valid: false; problems: Problem[] };

function parse<T>(layers: readonly Layer[], schema: z.ZodType<T>): Parsed<T> {
  const document = merged(layers);
  const result = schema.safeParse(document);
  if (result.success) return { valid: true, value: freezeDeep(result.data), problems: [] };
  const problems = violationsOf(result.error, document).map(({ keys, rule }) =>
    problemAt(keys, rule, winner(layers, keys)),
  );
  return { valid: false, problems };
}

function merged(layers: readonly Layer[]): JsonObject {
  return layers.reduce<JsonObject>((document, layer) => merge(document, layer.document), {});
}

/** The last layer that says anything at that place: what it says, no later layer can have replaced. */
function winner(layers: readonly Layer[], keys: readonly PropertyKey[]): string | undefined {
  if (keys.length === 0) return undefined;
  return layers.findLast(({ document }) => has(document, keys))?.name;
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function isUnder(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}
