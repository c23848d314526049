import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The form that a message has in protobuf's JSON, with all messages and enums below it in `$defs`. No field is ever required there. */
export function schemaOf(message: DescMessage): JsonSchema {
  const seen = new Set<DescMessage | DescEnum>([message]);
  const defs: Record<string, JsonSchema> = {};
  // A set's iteration also visits what is added on the way.
  for (const type of seen) {
    defs[type.typeName] = type.kind === 'enum' ? enumSchema(type) : objectSchema(type, seen);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $ref: `#/$defs/${message.typeName}`,
    $defs: defs,
  };
}

/** What protobuf's JSON writes otherwise than as an object of fields. */
const SPECIAL: Readonly<Record<string, JsonSchema>> = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Duration': { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?s$' },
  'google.protobuf.FieldMask': { type: 'string' },
  'google.protobuf.Struct': { type: 'object' },
  'google.protobuf.ListValue': { type: 'array' },
  'google.protobuf.Value': {},
};

const INTEGER: JsonSchema = { type: 'integer' };
const NUMBER: JsonSchema = { type: ['number', 'string'] }; // 'NaN' and 'Infinity' are strings
const LONG: JsonSchema = { type: 'string', pattern: '^-?[0-9]+$' };

const SCALARS: Readonly<Record<ScalarType, JsonSchema>> = {
  [ScalarType.DOUBLE]: NUMBER,
  [ScalarType.FLOAT]: NUMBER,
  [ScalarType.INT32]: INTEGER,
  [ScalarType.SINT32]: INTEGER,
  [ScalarType.SFIXED32]: INTEGER,
  [ScalarType.UINT32]: { type: 'integer', minimum: 0 },
  [ScalarType.FIXED32]: { type: 'integer', minimum: 0 },
  [ScalarType.INT64]: LONG,
  [ScalarType.SINT64]: LONG,
  [ScalarType.SFIXED64]: LONG,
  [ScalarType.UINT64]: LONG,
  [ScalarType.FIXED64]: LONG,
  [ScalarType.BOOL]: { type: 'boolean' },
  [ScalarType.STRING]: { type: 'string' },
  [ScalarType.BYTES]: { type: 'string', contentEncoding: 'base64' },
};

type Seen = Set<DescMessage | DescEnum>;

function objectSchema(message: DescMessage, seen: Seen): JsonSchema {
  const special = SPECIAL[message.typeName];
  if (special) return special;
  const properties = message.fields.map((field) => [field.jsonName, fieldSchema(field, seen)]);
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

function enumSchema({ values }: DescEnum): JsonSchema {
  return { type: 'string', enum: values.map(({ name }) => name) };
}

function fieldSchema(field: DescField, seen: Seen): JsonSchema {
  const one = typeSchema(field, seen);
  if (field.fieldKind === 'list') return { type: 'array', items: one };
  if (field.fieldKind === 'map') return { type: 'object', additionalProperties: one };
  return one;
}

/** Of the field's value, or of each value of a list or map. */
function typeSchema({ message, enum: values, scalar }: DescField, seen: Seen): JsonSchema {
  const type = message ?? values;
  if (!type) return scalar === undefined ? {} : SCALARS[scalar];
  seen.add(type);
  return { $ref: `#/$defs/${type.typeName}` };
}
