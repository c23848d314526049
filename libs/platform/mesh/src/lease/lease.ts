import { type Effects, type Millis } from '@hansom/platform-context';
import { type RegisterRequest } from '@hansom/proto-traffic';

import { type MeshInstance } from '../model/snapshot.ts';
import { keepTrying } from '../relay/keep-trying.ts';
import { type TrafficClient } from '../relay/watch-replica.ts';
import { instanceToWire } from '../wire.ts';

const HEARTBEAT_MS: Millis = 500;
/** How long a goodbye may take to be heard. */
const GOODBYE_MS: Millis = 1000;

export interface LeaseOptions {
  readonly effects: Effects;
  /** One for each replica. */
  readonly clients: readonly Pick<TrafficClient, 'register'>[];
  /** Breaks the lease off, without a goodbye. */
  readonly signal: AbortSignal;
}

/**
 * Tells every replica that an instance is there. The returned function says goodbye: it resolves when every replica that can be reached
 * has heard it, or after a second. Idempotent.
 */
export function holdLease(
  instance: MeshInstance,
  { effects, clients, signal }: LeaseOptions,
): () => Promise<void> {
  const leaving = new AbortController();
  const over = new AbortController();
  const until = { name: 'mesh-lease', signal: AbortSignal.any([signal, over.signal]) };
  const beatsEnd = AbortSignal.any([leaving.signal, until.signal]); // one for all beats: its sources remember each one made
  const streams = clients.map((client) => keepTrying(effects, (attempt) => holdOn(client, attempt), until));
  let left: Promise<void> | undefined;
  return () => (left ??= leave());

  async function holdOn(
    client: Pick<TrafficClient, 'register'>,
    { call, heard }: Parameters<Parameters<typeof keepTrying>[1]>[0],
  ): Promise<'again' | 'over'> {
    const answers = client.register(said(), call)[Symbol.asyncIterator]();
    while (!(await answers.next()).done) heard();
    return leaving.signal.aborted ? 'over' : 'again';
  }

  async function* said(): AsyncGenerator<RegisterRequest> {
    yield { said: { $case: 'instance', value: instanceToWire(instance) } };
    while (!leaving.signal.aborted) {
      await effects.timers.sleep(HEARTBEAT_MS, beatsEnd);
      if (until.signal.aborted) return;
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
