import { type z } from 'zod';

import { has, pathOf } from './document.ts';

/** Something that is wrong with a document or a setting: where, and the rule that it breaks, as a sentence. */
export interface Problem {
  /** A place in the document (`offers.ttlMs`), the name of an environment variable, or empty for the whole. */
  path: string;
  rule: string;
  /** The layer that set the value. None when no layer did. */
  layer?: string;
}

/** Configuration or settings cannot be used. Carries everything that is wrong, and never a value: it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    readonly problems: readonly Problem[],
    options?: ErrorOptions,
  ) {
    super(problems.map(sentence).join('\n'), options);
  }
}

/** One refused value: where it is, as keys from the root, and the rule. */
export interface Violation {
  keys: readonly PropertyKey[];
  rule: string;
}

/** What zod found wrong with `input`, a place and a rule each. */
export function violationsOf(error: z.ZodError, input: unknown): Violation[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ keys: [...issue.path, key], rule: 'is not known' }));
    const missing = issue.code === 'invalid_type' && !has(input, issue.path);
    return [
      { keys: issue.path, rule: missing ? 'is required' : issue.message.replace('Invalid input: ', '') },
    ];
  });
}

export function problemAt(keys: readonly PropertyKey[], rule: string, layer?: string): Problem {
  return { path: pathOf(keys), rule, ...(layer !== undefined && { layer }) };
}

function sentence({ path, rule, layer }: Problem): string {
  return [path, path && ': ', rule, layer && ` (${layer})`].filter(Boolean).join('');
}
