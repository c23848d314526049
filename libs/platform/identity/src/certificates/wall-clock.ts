import { type Millis } from '@hansom/platform-context';

/** Milliseconds since the epoch by the machine's clock: the time in which certificates live, since OpenSSL checks them by it. */
export function wallClock(): Millis {
  // eslint-disable-next-line no-restricted-properties -- domain time may stand still or run fast; OpenSSL's does not
  return Date.now();
}
