import { type Call } from '@hansom/platform-rpc';

/** The work, or the end of its call if that comes first: a handler that waits for nothing cannot hold an answer back. */
export function untilOver<T>(call: Call, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = call.onCancel(() => reject(call.cancellation()));
    work.then(resolve, reject).finally(forget);
  });
}
