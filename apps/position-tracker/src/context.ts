import { type Config } from '@hansom/platform-config';
import { type Clock } from '@hansom/platform-context';

import { type PositionTrackerConfig } from './config.ts';
import { type Jobs } from './store/jobs.ts';
import { type Traces } from './store/traces.ts';
import { type Trackers } from './trackers.ts';

/** What handlers and consumers may use. */
export interface PositionTrackerContext {
  /** This life of the instance: numbers of another mean nothing here. */
  epoch: string;
  clock: Clock;
  config: Config<PositionTrackerConfig>;
  trackers: Trackers;
  jobs: Jobs;
  traces: Traces;
}
