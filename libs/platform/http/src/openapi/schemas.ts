import { z } from '@hansom/platform-config';

export type Json = Record<string, unknown>;

/** Which side of a schema is told: what may be sent, or what is answered. */
export type Side = 'input' | 'output';

const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';

/**
 * The JSON Schemas of a document. A schema with an id (`.meta({ id: 'Place' })`) is told once, as a component; where what may be sent differs
 * from what is answered, by more than being strict, the former is `PlaceInput`.
 */
export class Schemas {
  private readonly answered: Readonly<Record<string, Json>>;
  readonly components: Record<string, Json> = {};

  /** `answered`: every schema of an answer, as their names come first. */
  constructor(answered: readonly z.ZodType[]) {
    this.answered = Object.assign(
      {},
      ...answered.map((schema) => converted(schema, 'output').defs),
    ) as Record<string, Json>;
  }

  of(schema: z.ZodType, side: Side): Json {
    const { root, defs } = converted(schema, side);
    const apart = side === 'input' ? this.differing(defs) : new Set();
    const nameOf = (id: string): string => (apart.has(id) ? `${id}Input` : id);
    for (const [id, def] of Object.entries(defs)) {
      const shared = id in this.answered && !apart.has(id);
      this.components[nameOf(id)] ??= told(def, { nameOf, side: shared ? 'output' : side });
    }
    return told(root, { nameOf, side });
  }

  /** The ids of what is sent in another form than it is answered in: it, or anything that it refers to. */
  private differing(sent: Readonly<Record<string, Json>>): Set<string> {
    const both = Object.entries(sent).filter(([id]) => id in this.answered);
    const found = new Set(
      both.filter(([id, def]) => formOf(def) !== formOf(this.answered[id])).map(([id]) => id),
    );
    for (let before = -1; before < found.size; ) {
      before = found.size;
      both.filter(([, def]) => refersTo(def, found)).forEach(([id]) => found.add(id));
    }
    return found;
  }
}

interface Telling {
  nameOf: (id: string) => string;
  side: Side;
}

/** With references to components; what is sent is strict, what is answered may grow. */
function told(part: Json, { nameOf, side }: Telling): Json {
  return walked(part, (node) => {
    const { $ref, id: _id, additionalProperties, ...rest } = node;
    if (typeof $ref === 'string') return { ...rest, $ref: `${SHARED}${nameOf($ref.slice(LOCAL.length))}` };
    const isStruct = 'properties' in node && typeof additionalProperties !== 'object';
    const more = isStruct ? closedOn(side) : additionalProperties;
    return more === undefined ? rest : { ...rest, additionalProperties: more };
  });
}

function closedOn(side: Side): false | undefined {
  return side === 'input' ? false : undefined;
}

/** Two schemas of one form allow the same, but for members that nobody names. */
function formOf(def: Json | undefined): string {
  return JSON.stringify(
    def &&
      walked(def, ({ additionalProperties: more, ...rest }) => ({
        ...rest,
        ...(typeof more === 'object' && { more }),
      })),
  );
}

function refersTo(def: Json, ids: ReadonlySet<string>): boolean {
  return [...ids].some((id) => JSON.stringify(def).includes(JSON.stringify(`${LOCAL}${id}`)));
}

interface Whole {
  properties: { root: Json };
  $defs?: Record<string, Json>;
}

/** As a property of an object, so that a schema with an id becomes a reference also where it is the whole. */
function converted(schema: z.ZodType, side: Side): { root: Json; defs: Record<string, Json> } {
  const told = z.toJSONSchema(z.object({ root: schema }), { io: side, reused: 'inline' });
  const { properties, $defs = {} } = told as unknown as Whole; // an object with one property was asked for
  return { root: properties.root, defs: $defs };
}

/** Rewrites every schema in a schema, innermost first. Values (defaults, constants, enumerations) are left alone. */
function walked(node: Json, rewrite: (node: Json) => Json): Json {
  const within = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? walked(value as Json, rewrite)
      : value;
  const parts = Object.entries(node).map(([name, value]) => {
    if (VALUES.has(name)) return [name, value] as const;
    if (NAMED.has(name)) return [name, mapped(value as Json, within)] as const;
    return [name, Array.isArray(value) ? value.map(within) : within(value)] as const;
  });
  return rewrite(Object.fromEntries(parts));
}

const VALUES = new Set(['default', 'const', 'enum', 'examples', 'required', 'type']);
const NAMED = new Set(['properties', 'patternProperties']);

function mapped(named: Json, within: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [name, within(value)]));
}
