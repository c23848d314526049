import { ProblemError } from '@hansom/client-http';

/** How an API refused; throws when it did not, or when nothing came back. */
export async function refusalOf(asked: Promise<unknown> | undefined): Promise<ProblemError> {
  const answer: unknown = await Promise.resolve(asked).catch((error: unknown) => error);
  if (answer instanceof ProblemError) return answer;
  throw new Error(`it was not refused: ${JSON.stringify(answer)}`, { cause: answer });
}

/** What became of asking, in a word: `done`, or status and code of the refusal. */
export async function outcomeOf(asked: Promise<unknown>, done: string): Promise<string> {
  try {
    await asked;
    return done;
  } catch (error) {
    if (error instanceof ProblemError) return `${error.status} ${error.code}`;
    throw error;
  }
}
