import { type Effects, type Millis } from '@hansom/platform-context';
import { type Call, type CallScope, rootCall } from '@hansom/platform-rpc';

const FIRST_WAIT_MS: Millis = 100;
const LONGEST_WAIT_MS: Millis = 1000;

/** A replica that says nothing for so long is frozen: it speaks every 0.5 s. */
const SILENCE_MS: Millis = 1500;

/** A stream that was opened: everything that is heard on it is to be told. */
export interface Attempt {
  readonly call: Call;
  readonly heard: () => void;
}

/**
 * Holds a stream to one replica of the control plane: opens it again whenever it ends, breaks or falls silent, after 0.1 s to 1 s.
 * `open` resolves or rejects when its stream has ended. Ends when that resolves with `over`, or when `until` aborts.
 */
export async function keepTrying(
  effects: Effects,
  open: (attempt: Attempt) => Promise<'again' | 'over'>,
  until: { readonly name: string; readonly signal: AbortSignal },
): Promise<void> {
  let wait = FIRST_WAIT_MS;
  // One after the other is the point of it.
  for (let next = 'again'; next === 'again' && !until.signal.aborted; ) {
    const call = rootCall(effects, { name: until.name, deadlineMs: Infinity });
    const silence = silenceOf(effects, call);
    const stop = (): void => call.cancel();
    until.signal.addEventListener('abort', stop, { once: true });
    const heard = (): void => {
      wait = FIRST_WAIT_MS;
      silence.restart();
    };
    next = await open({ call, heard }).catch((error: unknown) => {
      effects.log.debug('a stream to traffic ended', { error });
      return 'again' as const;
    });
    until.signal.removeEventListener('abort', stop);
    silence.stop();
    call.cancel();
    if (next === 'again') await effects.timers.sleep(wait * (0.5 + effects.random.next() / 2), until.signal);
    wait = Math.min(LONGEST_WAIT_MS, wait * 2);
  }
}

function silenceOf(effects: Effects, call: CallScope): { restart: () => void; stop: () => void } {
  const start = (): (() => void) => effects.timers.after(SILENCE_MS, () => call.cancel());
  let stop = start();
  return {
    restart: () => {
      stop();
      stop = start();
    },
    stop: () => stop(),
  };
}
