import { type Rides } from './rides.ts';
import { type Streams } from './streams.ts';

/** What the consumers may use. */
export interface RealtimeContext {
  /** What each person is told. */
  streams: Streams;
  /** Whose car a rider may see. */
  rides: Rides;
}
