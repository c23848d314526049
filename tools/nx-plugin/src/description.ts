import { Refusal } from './refusal.ts';

const LONGEST = 100;

/** A description stands in a contract, in code and in tables. Throws a `Refusal` with the rule that it breaks. */
export function checkDescription(description: string): void {
  const problem = problemOf(description);
  if (problem)
    throw new Refusal(`A service cannot be described by ${JSON.stringify(description)}: ${problem}.`);
}

function problemOf(description: string): string | undefined {
  if (!/^[A-Z].*\.$/.test(description)) return 'it is one sentence, from a capital letter to a full stop';
  if (/\||`|\*\//.test(description)) return 'it is plain text, without |, ` and */';
  if (description.length <= LONGEST) return undefined;
  return `it has ${description.length} characters, and one duty is said in ${LONGEST}`;
}
