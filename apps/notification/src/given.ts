import { HansomError } from '@hansom/platform-errors';

/** What a contract promises and the wire may lack. Throws what nobody but its sender can mend. */
export function given<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new HansomError('internal', 'notification.not_told', { description: `${what} was not told` });
}
