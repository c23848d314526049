export { type Action, decide, type Decision, DRAIN_LIMIT_MS, START_LIMIT_MS } from './decide.ts';
export { afterEnd, type End, isLooping, newRow, NO_PAST, type Past, served, startableAt } from './past.ts';
export {
  type Group,
  type Seen,
  type SeenInstance,
  type Slot,
  slotName,
  slotsOf,
  type Wanted,
} from './wanted.ts';
