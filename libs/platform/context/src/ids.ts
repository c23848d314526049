import { v7 as uuidv7 } from 'uuid';

import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** Makes ids that are unique everywhere and ordered by domain time within a process. */
export interface Ids {
  /** A UUIDv7 in its 36-character lower-case form. */
  uuid(): string;
}

/** UUIDv7 (RFC 9562) from the service's own clock and randomness; the counter keeps one process's ids ordered. */
export function idsFrom(clock: Clock, random: Random): Ids {
  let lastMs = 0;
  let sequence = 0;
  return {
    uuid: () => {
      const now = Math.max(clock.now(), lastMs);
      sequence = now === lastMs ? sequence + 1 : 0;
      lastMs = now;
      return uuidv7({ msecs: now, seq: sequence, random: random.bytes(16) });
    },
  };
}
