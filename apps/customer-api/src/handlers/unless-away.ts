import { HansomError } from '@hansom/platform-errors';

/** Nothing in place of what somebody cannot tell now: for what is told beside the thing that was asked for. */
export async function unlessAway<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof HansomError) return undefined;
    throw error;
  }
}
