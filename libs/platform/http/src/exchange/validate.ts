import { type z } from '@hansom/platform-config';
import { type FieldViolation } from '@hansom/platform-errors';

/** A part of a request: what came, and what it has to be. */
export interface Part {
  readonly name: 'params' | 'query' | 'headers' | 'body';
  readonly schema: z.ZodType;
  readonly input: unknown;
}

export interface Validated {
  readonly values: Readonly<Partial<Record<Part['name'], unknown>>>;
  /** Of all parts, in their order. */
  readonly violations: readonly FieldViolation[];
}

/** Reads all parts, so that everything that is wrong is told at once. */
export function validate(parts: readonly Part[]): Validated {
  const read = parts.map((part) => ({ part, result: part.schema.safeParse(part.input) }));
  return {
    values: Object.fromEntries(read.map(({ part, result }) => [part.name, result.data])),
    violations: read.flatMap(({ part, result }) =>
      result.error ? result.error.issues.flatMap((issue) => violationsOf(issue, part)) : [],
    ),
  };
}

function violationsOf(issue: z.core.$ZodIssue, part: Part): FieldViolation[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key], part), rule: 'is not known' }));
  const missing = issue.code === 'invalid_type' && valueAt(part.input, issue.path) === undefined;
  return [{ field: fieldOf(issue.path, part), rule: missing ? 'is required' : ruleOf(issue) }];
}

/** `stops.0.lat`; the whole of a part is named after it. */
function fieldOf(path: readonly PropertyKey[], { name }: Part): string {
  return path.length === 0 ? name : path.map(String).join('.');
}

/** zod's sentence, without the two words that say nothing. */
function ruleOf({ code, message, path }: z.core.$ZodIssue): string {
  if (code === 'invalid_union' && path.length === 0) return 'has none of the forms that it may have';
  const rule = message.replace('Invalid input: ', '');
  return rule.charAt(0).toLowerCase() + rule.slice(1);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );
}
