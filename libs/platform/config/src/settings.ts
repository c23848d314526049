import { parseDuration } from '@hansom/shared-time';
import { z } from 'zod';

import { freezeDeep, pathOf } from './document.ts';
import { nearest } from './nearest.ts';
import { ConfigError, type Problem, violationsOf } from './problem.ts';
import { DURATION, type Field, fieldsOf, type Kind, type SettingsSchema } from './settings-fields.ts';

export interface SettingsOptions {
  /** What the names of settings begin with. What begins otherwise is none of ours. */
  prefix: string;
  /** Names that others in this process read: they are not held for slips of the pen. */
  alsoKnown?: readonly string[];
}

const READERS: Record<Extract<Kind, string>, (text: string) => unknown> = {
  text: (text) => text,
  number: numberOf,
  integer: numberOf,
  boolean: booleanOf,
  duration: (text) => parseDuration(text) ?? numberOf(text),
};

/** The variables of a process, as the runtime hands them over. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A length of time in milliseconds. The environment may write it as `15s`; see `parseDuration`. */
export function duration(): z.ZodNumber {
  return z
    .number({ error: 'expected whole milliseconds or a duration such as 250ms, 15s, 5m, 12h, 30d' })
    .int()
    .nonnegative()
    .meta({ format: DURATION });
}

/**
 * The settings of a process from its environment: the setting `drainMs` is the variable `<prefix>DRAIN_MS`. Numbers,
 * booleans (`true`, `false`), lists (`a,b`) and durations are read as such; an empty variable counts as none. Frozen.
 * Throws a `ConfigError` that lists everything that is wrong, names with the prefix that are not known included.
 */
export function readSettings<S extends SettingsSchema>(
  schema: S,
  env: Environment,
  { prefix, alsoKnown = [] }: SettingsOptions,
): z.infer<S> {
  const fields = fieldsOf(schema, prefix);
  const given = fields.flatMap((field) => givenIn(env, field));
  const input = Object.fromEntries(given);
  const result = schema.safeParse(input);
  const known = [...fields.map(({ name }) => name), ...alsoKnown];
  const problems = [
    ...(result.success ? [] : problemsIn(result.error, input, fields)),
    ...Object.keys(env).flatMap((name) => (name.startsWith(prefix) ? unknown(name, known) : [])),
  ];
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return freezeDeep(result.data);
}

function givenIn(env: Environment, { key, name, kind }: Field): [string, unknown][] {
  const text = env[name];
  return text === undefined || text === '' ? [] : [[key, valueOf(text, kind)]];
}

/** The value that a text writes, or the text itself when it writes none: the schema refuses that. */
function valueOf(text: string, kind: Kind): unknown {
  if (typeof kind === 'string') return READERS[kind](text);
  return 'listOf' in kind ? text.split(',').map((item) => valueOf(item.trim(), kind.listOf)) : text;
}

function numberOf(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function booleanOf(text: string): boolean | string {
  return text === 'true' || (text === 'false' ? false : text);
}

function problemsIn(error: z.ZodError, input: unknown, fields: readonly Field[]): Problem[] {
  const names = new Map<PropertyKey, string>(fields.map(({ key, name }) => [key, name]));
  return violationsOf(error, input).map(({ keys: [key = '', ...rest], rule }) => ({
    path: `${names.get(key) ?? String(key)}${pathOf(rest)}`,
    rule,
  }));
}

function unknown(name: string, known: readonly string[]): Problem[] {
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  return [{ path: name, rule: meant ? `is not a setting: did you mean ${meant}?` : 'is not a setting' }];
}
