import { type HansomError } from '@hansom/platform-errors';

/** Of an error's context: how long to wait. What knows better than the second that is told otherwise says so here. */
export const RETRY_AFTER_MS = 'retry_after_ms';

const DEFAULT_MS = 1000;
const STATUSES = [429, 503];

/** `Retry-After` in whole seconds, of problems that pass by themselves. */
export function retryAfterOf(error: HansomError): Readonly<Record<string, string>> {
  const said = Number(error.context[RETRY_AFTER_MS]);
  if (!(said >= 0) && !STATUSES.includes(error.httpStatus)) return {};
  const ms = said >= 0 ? said : DEFAULT_MS;
  return { 'retry-after': String(Math.max(1, Math.ceil(ms / 1000))) };
}
