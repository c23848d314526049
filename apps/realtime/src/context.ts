import { type Streams } from './streams.ts';

/** What the consumers may use. */
export interface RealtimeContext {
  /** What each person is told. */
  streams: Streams;
}
