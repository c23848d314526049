import { type Fleet } from './fleet.ts';

/** What the handler may use. */
export interface RobotsContext {
  /** Undefined until the city answers for the first time. */
  fleet(): Fleet | undefined;
}
