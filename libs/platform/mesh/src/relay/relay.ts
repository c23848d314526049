import { type Effects } from '@hansom/platform-context';

import { merge, type ReplicaState } from '../model/merge.ts';
import { type MeshSnapshot } from '../model/snapshot.ts';
import { live, type Source } from '../model/live.ts';
import { type MeshView, viewOf } from '../model/view.ts';
import { lastSetIn } from './last-set.ts';
import { type TrafficClient, watchReplica } from './watch-replica.ts';

export interface RelayOptions {
  readonly effects: Effects;
  /** The watching process. */
  readonly node: string;
  /** Clients of all replicas, by address. */
  readonly replicas: ReadonlyMap<string, Pick<TrafficClient, 'watch'>>;
  /** Where the last set is kept. */
  readonly folder: string;
}

export interface Relay {
  readonly source: Source<MeshView>;
  /** What is believed; undefined while nothing is known. */
  snapshot(): MeshSnapshot | undefined;
  /** Replicas that are connected. */
  connected(): string[];
  close(): Promise<void>;
}

/** Follows all replicas of the control plane and makes one mesh of what they say. Begins with the last set on disk. */
export async function startRelay({ effects, node, replicas, folder }: RelayOptions): Promise<Relay> {
  const disk = lastSetIn(folder, effects);
  const source = live<MeshView>();
  const stop = new AbortController();
  const states = new Map<string, ReplicaState>();
  let last = await disk.read();
  let text = last && JSON.stringify(last);
  if (last) source.set(viewOf(last));

  const watches = [...replicas].map(([address, client]) =>
    watchReplica({ effects, client, node, signal: stop.signal, onState: (state) => hear(address, state) }),
  );
  return {
    source,
    snapshot: () => last,
    connected: () => [...states.keys()],
    close: async () => {
      stop.abort();
      await Promise.all(watches);
      await disk.flushed();
    },
  };

  function hear(address: string, state: ReplicaState | undefined): void {
    if (state) states.set(address, state);
    else states.delete(address);
    if (states.size === 0) return; // the last set stands
    const merged = merge([...states.values()], last);
    const mergedText = JSON.stringify(merged);
    if (mergedText === text) return;
    [last, text] = [merged, mergedText];
    disk.write(merged);
    source.set(viewOf(merged));
  }
}
