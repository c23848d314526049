import { HansomError } from '@hansom/platform-errors';
import { type Call, type Results, settleAll, type Tasks } from '@hansom/platform-rpc';

import { type Missing } from './routes/shapes/missing.ts';

/** What was found of what was asked for, by name, and what could not be had. */
export interface Gathered<T extends Tasks> {
  readonly found: Partial<Results<T>>;
  readonly missing: Missing[];
}

/**
 * Asks for the parts of an answer side by side. That one of those who are asked does not answer is told, and costs nothing but its part.
 * Rejects only when the call itself is over.
 */
export async function gather<T extends Tasks>(tasks: T, call: Call): Promise<Gathered<T>> {
  const settled = Object.entries(await settleAll(tasks, { call }));
  const found = settled.flatMap(([name, result]) => (result.ok ? [[name, result.value] as const] : []));
  const missing = settled.flatMap(([part, result]) =>
    result.ok ? [] : [{ part, why: whyNot(result.error) }],
  );
  return { found: Object.fromEntries(found) as Partial<Results<T>>, missing }; // the same names
}

/** Why a part is missing, for a person. What is no error of a call is a mistake of ours, and is thrown. */
export function whyNot(error: unknown): string {
  if (!(error instanceof HansomError)) throw error;
  const { origin, code, message } = error;
  return `${origin ?? code.split('.')[0]}: ${message}`;
}
