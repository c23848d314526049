import { type Check } from '../check.ts';

/**
 * Fails while the service does not run on its present configuration: the source is away, or the document was refused. `problem` tells
 * which. Never a pager check: the last good configuration still serves.
 */
export function configCheck(problem: () => string | undefined): Check {
  return {
    name: 'config-loaded',
    priority: 'email',
    run: () => {
      const message = problem();
      return { ok: message === undefined, message };
    },
  };
}
