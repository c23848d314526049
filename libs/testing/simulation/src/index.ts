export { explore, replay } from './explore.ts';
export {
  type Budget,
  describeViolation,
  type Exploration,
  type Scenario,
  type Violation,
} from './scenario.ts';
export { type Process, Simulation, type Waiting } from './simulation.ts';
export { wander, type Wandering } from './wander.ts';
