import { type Millis } from '@hansom/platform-context';

/** What a group has done so far, for metrics. */
export interface Figures {
  /** Events that were handled, those without a handler among them. */
  handled: number;
  /** Times that a handler failed. */
  failures: number;
  /** Events that were seen before. */
  repeats: number;
  /** Events that no bus brought, read from their owner. */
  fetched: number;
  /** Versions that were passed over because they have expired. */
  expired: number;
  /** Events of the bus that were dropped since their owner knows of no such version. */
  strays: number;
  /** How old the last event was when it was handled (real time). */
  lagMs: Millis;
}

export function noFigures(): Figures {
  return { handled: 0, failures: 0, repeats: 0, fetched: 0, expired: 0, strays: 0, lagMs: 0 };
}
