import { type Millis } from '@hansom/platform-context';

/** Milliseconds since the epoch by the machine's clock: the time in which grpc-js, and nothing else here, states deadlines. */
export function wallClock(): Millis {
  // eslint-disable-next-line no-restricted-properties -- it is compared with what grpc-js reads off the same clock
  return Date.now();
}
