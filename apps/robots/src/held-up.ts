import { NoAnswer, ProblemError } from '@hansom/client-customer-api';
import { type Logger } from '@hansom/platform-context';

/** Tells what kept a robot from going on: no answer or a refusal happens to anybody, anything else is for us to look into. */
export function heldUp(log: Logger, who: 'driver' | 'rider', error: unknown): void {
  const isExpected = error instanceof NoAnswer || error instanceof ProblemError;
  if (isExpected) log.debug(`a robot ${who} was held up`, { error });
  else log.warn(`a robot ${who} stumbled`, { error });
}
