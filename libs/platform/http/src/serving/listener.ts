import { type Millis } from '@hansom/platform-context';

/** Something that a service listens with beside its RPCs. The runtime starts it with the service, and closes it with it. */
export interface Listener {
  readonly name: string;
  /** Rejects when the port cannot be had. */
  start(): Promise<{ address: string }>;
  /** Takes nothing new, finishes what is in flight for at most `graceMs`, ends the rest. Idempotent. */
  close(options: { graceMs: Millis }): Promise<void>;
}
