import { z } from 'zod';

/** The settings of a process: flat, in camelCase, the unit in the name (`drainMs`). Each has a default or is required. */
export type SettingsSchema = z.ZodObject<z.ZodRawShape>;

/** What an environment variable can write. */
export type Kind =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'duration'
  | { oneOf: readonly unknown[] }
  | { listOf: Kind };

/** One setting: its key in code, its variable's name, how it is written. */
export interface Field {
  key: string;
  name: string;
  kind: Kind;
  description: string;
}

type Shape = z.core.JSONSchema.BaseSchema;

const KEY = /^[a-z][a-zA-Z0-9]*$/;
/** The mark that `duration` leaves in a schema. */
export const DURATION = 'duration';

/** Throws a TypeError for a key that is not camelCase and for a value that no variable can write. */
export function fieldsOf(schema: SettingsSchema, prefix: string): Field[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([key, property]) => {
    const shape = shapeOf(property);
    return {
      key,
      name: variableOf(key, prefix),
      kind: kindOf(key, shape),
      description: shape.description ?? '',
    };
  });
}

function variableOf(key: string, prefix: string): string {
  if (!KEY.test(key)) throw new TypeError(`the setting ${JSON.stringify(key)} is not in camelCase`);
  return prefix + key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function kindOf(key: string, shape: Shape): Kind {
  if (shape.format === DURATION) return 'duration';
  if (shape.enum) return { oneOf: shape.enum };
  switch (shape.type) {
    case 'number':
    case 'integer':
    case 'boolean':
      return shape.type;
    case 'array':
      return { listOf: kindOf(key, shapeOf(Array.isArray(shape.items) ? undefined : shape.items)) };
    case 'string':
    case undefined:
      return 'text';
    default:
      throw new TypeError(`no variable can write the setting ${key}: it is of type ${String(shape.type)}`);
  }
}

function shapeOf(schema: Shape | boolean | undefined): Shape {
  return typeof schema === 'object' ? schema : {};
}
