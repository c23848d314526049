import { type Millis } from '@hansom/platform-context';

import { type LifeCycle } from './life-cycle.ts';

/** A server that a service opens beside its RPCs: of HTTP, of sockets. */
export interface Listener {
  /** kebab-case: for logs. */
  readonly name: string;
  /** Resolves when it can be reached, at `address`: host:port. */
  start(): Promise<{ address: string }>;
  /** Takes nothing new, lets what is in flight finish, and ends what is left of it after `graceMs`. Idempotent. */
  close(options: { graceMs: Millis }): Promise<void>;
}

/** Starts one after the other, and gives their addresses by name. One that does not start is closed with those before it. */
export async function startListeners(
  listeners: readonly Listener[],
  { lifeCycle, graceMs }: { lifeCycle: LifeCycle; graceMs: Millis },
): Promise<Readonly<Record<string, string>>> {
  const addresses: Record<string, string> = {};
  for (const listener of listeners) {
    lifeCycle.add(listener.name, () => listener.close({ graceMs }));
    const { address } = await listener.start(); // in the order in which they are given: the log shows which one fails
    addresses[listener.name] = address;
  }
  return addresses;
}
