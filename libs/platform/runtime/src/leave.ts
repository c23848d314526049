import { type Millis } from '@hansom/platform-context';

/** For what was written last to get out. */
const LAST_WORDS_MS: Millis = 200;

/**
 * Ends a process that has closed all it opened, with `process.exitCode`: by itself when nothing is left, and soon in any case. Libraries leave
 * timers behind that nobody can stop (grpc-js-xds: 15 s for each resource that was wished for as the control plane went).
 */
export function leave(): void {
  setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
}
