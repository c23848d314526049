import { z } from '@hansom/platform-config';

export type Json = Record<string, unknown>;

/** Which side of a schema is told: what may be sent, or what is answered. */
export type Side = 'input' | 'output';

const LOCAL = '#/$defs/';
const SHARED = '#/components/schemas/';

/**
 * The JSON Schemas of a document. A schema with an id (`.meta({ id: 'Place' })`) is told once, as a component; where what may be sent differs
 * from what is answered, the former is `PlaceInput`.
 */
export class Schemas {
  private readonly outputs = new Set<string>();
  readonly components: Record<string, Json> = {};

  /** `answered`: every schema of an answer, as their names come first. */
  constructor(answered: readonly z.ZodType[]) {
    for (const schema of answered)
      Object.keys(defsOf(schema, 'output')).forEach((id) => this.outputs.add(id));
  }

  of(schema: z.ZodType, side: Side): Json {
    const { root, defs } = converted(schema, side);
    for (const [id, def] of Object.entries(defs))
      this.components[this.nameOf(id, side)] ??= this.told(def, side);
    return this.told(root, side);
  }

  private nameOf(id: string, side: Side): string {
    return side === 'input' && this.outputs.has(id) ? `${id}Input` : id;
  }

  /** With references to components; what is sent is strict, what is answered may grow. */
  private told(part: Json, side: Side): Json {
    return walked(part, (node) => {
      const { $ref, id: _id, additionalProperties, ...rest } = node;
      if (typeof $ref === 'string')
        return { ...rest, $ref: `${SHARED}${this.nameOf($ref.slice(LOCAL.length), side)}` };
      const isStruct = 'properties' in node;
      const more =
        isStruct && typeof additionalProperties !== 'object' ? closedOn(side) : additionalProperties;
      return more === undefined ? rest : { ...rest, additionalProperties: more };
    });
  }
}

function closedOn(side: Side): false | undefined {
  return side === 'input' ? false : undefined;
}

function defsOf(schema: z.ZodType, side: Side): Json {
  return converted(schema, side).defs;
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
