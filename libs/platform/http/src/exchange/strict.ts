import { z } from '@hansom/platform-config';

type Def = Record<string, unknown>;

/** The same schema, whose objects at any depth refuse members that they do not name. What says itself what may come besides is left alone. */
export function strict<S extends z.ZodType>(schema: S): S {
  return rebuilt(schema, new Map()) as S; // the same kind of schema, as it is cloned
}

function rebuilt(schema: z.core.$ZodType, seen: Map<z.core.$ZodType, z.core.$ZodType>): z.core.$ZodType {
  const known = seen.get(schema);
  if (known) return known;
  const def = schema._zod.def as unknown as Def; // each kind of schema has its own; read below by name
  const within = (part: unknown): unknown => (isSchema(part) ? rebuilt(part, seen) : part);
  const parts = partsOf(def, within);
  const changed = {
    ...def,
    ...parts,
    ...(def['type'] === 'object' && { catchall: def['catchall'] ?? z.never() }),
  };
  const copy = z.core.clone(schema as z.ZodType, changed as never, { parent: true });
  seen.set(schema, copy);
  return copy;
}

/** What of a definition is made of other schemas, with those rebuilt. */
function partsOf(def: Def, within: (part: unknown) => unknown): Def {
  const single = ['element', 'innerType', 'in', 'left', 'right', 'valueType', 'rest'].filter(
    (name) => name in def,
  );
  const many = ['items', 'options'].filter((name) => Array.isArray(def[name]));
  return {
    ...Object.fromEntries(single.map((name) => [name, within(def[name])])),
    ...Object.fromEntries(many.map((name) => [name, (def[name] as unknown[]).map(within)])),
    ...(def['type'] === 'object' && { shape: shapeOf(def['shape'] as Def, within) }),
    ...(def['type'] === 'lazy' && { getter: () => within((def['getter'] as () => unknown)()) }),
  };
}

function shapeOf(shape: Def, within: (part: unknown) => unknown): Def {
  return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, within(part)]));
}

function isSchema(part: unknown): part is z.core.$ZodType {
  return typeof part === 'object' && part !== null && '_zod' in part;
}
