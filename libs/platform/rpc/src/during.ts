import { type CallScope } from './call.ts';

/** Does work in a call of its own, which ends with it, whatever comes of it. */
export async function during<T>(call: CallScope, work: (call: CallScope) => Promise<T>): Promise<T> {
  try {
    return await work(call);
  } finally {
    call.end();
  }
}
