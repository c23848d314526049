import { type Effects, type Millis } from '@hansom/platform-context';
import { type RegisterRequest } from '@hansom/proto-traffic';

import { type MeshInstance } from '../model/snapshot.ts';
import { keepTrying } from '../relay/keep-trying.ts';
import { type TrafficClient } from '../relay/watch-replica.ts';
import { instanceToWire } from '../wire.ts';

const HEARTBEAT_MS: Millis = 500;
/** How long a goodbye may take to be heard. */
const GOODBYE_MS: Millis = 1000;

export interface Lease {
  /** Resolves when a replica has heard of the instance. */
  readonly registered: Promise<void>;
  /** No new calls: resolves when every replica that could be reached has heard it, or after a second. Idempotent. */
  goodbye(): Promise<void>;
}

/** Tells every replica that an instance is there, for as long as the lease is held. */
export function holdLease(
  effects: Effects,
  clients: readonly Pick<TrafficClient, 'register'>[],
  instance: MeshInstance,
): Lease {
  const leaving = new AbortController();
  const over = new AbortController();
  let tell = (): void => undefined;
  const registered = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const streams = clients.map((client) => holdOne(client));
  let left: Promise<void> | undefined;
  return { registered, goodbye: () => (left ??= leave()) };

  async function holdOne(client: Pick<TrafficClient, 'register'>): Promise<void> {
    const open: Parameters<typeof keepTrying>[1] = async ({ call, heard }) => {
      const answers = client.register(said(), call)[Symbol.asyncIterator]();
      while (!(await answers.next()).done) {
        heard();
        tell();
      }
      return leaving.signal.aborted ? 'over' : 'again';
    };
    await keepTrying(effects, open, { name: 'mesh-lease', signal: over.signal });
  }

  async function* said(): AsyncGenerator<RegisterRequest> {
    yield { said: { $case: 'instance', value: instanceToWire(instance) } };
    while (!leaving.signal.aborted) {
      await effects.timers.sleep(HEARTBEAT_MS, leaving.signal);
      if (!leaving.signal.aborted) yield { said: { $case: 'heartbeat', value: {} } };
    }
    yield { said: { $case: 'goodbye', value: {} } };
  }

  async function leave(): Promise<void> {
    leaving.abort();
    const enough = new AbortController();
    await Promise.race([Promise.all(streams), effects.timers.sleep(GOODBYE_MS, enough.signal)]);
    enough.abort();
    over.abort();
    await Promise.all(streams);
  }
}
