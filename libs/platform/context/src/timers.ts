import type { Millis } from './clock.ts';

/** Real-time timers of one process. What must survive the process is an intention of `@hansom/platform-schedule`. */
export interface Timers {
  /** Calls `action` once, `delay` real milliseconds from now. The returned function cancels it, any number of times. */
  after(delay: Millis, action: () => void): () => void;
  /** Resolves after `delay` real milliseconds, or at once when `signal` aborts. Never rejects. */
  sleep(delay: Millis, signal?: AbortSignal): Promise<void>;
}

/** Timers that keep the process alive only while `sleep` is awaited by something that has work to do. */
export function realTimers(): Timers {
  return { after: realAfter, sleep: (delay, signal) => sleepWith(realAfter, delay, signal) };
}

function realAfter(delay: Millis, action: () => void): () => void {
  const handle = setTimeout(action, delay);
  return () => clearTimeout(handle);
}

/** `sleep` in terms of `after`: shared by the real timers and the fake ones. */
export function sleepWith(after: Timers['after'], delay: Millis, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const wake = (): void => {
      cancel();
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = after(delay, wake);
    signal?.addEventListener('abort', wake, { once: true });
  });
}
