import { type Millis } from '@hansom/platform-context';
import { type Check } from '@hansom/platform-health';

import { type RedisLink } from './redis-link.ts';

const EVERY_MS: Millis = 10_000;
/** Shorter absences concern nobody. */
const BEARABLE_MS: Millis = 5_000;

/** Fails while Redis is away. It makes no instance useless: all goes on, later. */
export function redisCheck(link: Pick<RedisLink, 'awayMs' | 'failures' | 'reason'>): Check {
  return {
    name: 'redis',
    priority: 'email',
    everyMs: EVERY_MS,
    run: () => {
      const { awayMs, failures, reason } = link;
      return {
        ok: awayMs < BEARABLE_MS,
        message: `away for ${Math.round(awayMs / 1_000)} s: ${reason}`,
        measurements: { away_ms: Math.round(awayMs), unanswered_commands: failures },
      };
    },
  };
}
