import { type Clock } from '@hansom/platform-context';

/** What the handlers may use. */
export interface DriverContext {
  clock: Clock;
}
