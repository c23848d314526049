import { type Clock } from '@hansom/platform-context';

/** What the handlers may use. */
export interface ConsoleContext {
  clock: Clock;
}
