import { type Effects } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type TrafficServiceDefinition } from '@hansom/proto-traffic';

import { type ReplicaState } from '../model/merge.ts';
import { pageReader } from '../wire.ts';
import { keepTrying } from './keep-trying.ts';

export type TrafficClient = ClientOf<typeof TrafficServiceDefinition>;

export interface WatchOptions {
  readonly effects: Effects;
  readonly client: Pick<TrafficClient, 'watch'>;
  /** The watching process. */
  readonly node: string;
  readonly signal: AbortSignal;
  /** Told of every state that the replica sends; undefined: it is not connected any more. */
  readonly onState: (state: ReplicaState | undefined) => void;
}

/** Follows one replica until `signal` aborts. */
export function watchReplica({ effects, client, node, signal, onState }: WatchOptions): Promise<void> {
  return keepTrying(
    effects,
    async ({ call, heard }) => {
      const read = pageReader();
      try {
        for await (const page of client.watch({ node }, call)) {
          heard();
          const state = isSignOfLife(page) ? undefined : read(page);
          if (state) onState(state);
        }
        return 'again';
      } finally {
        onState(undefined);
      }
    },
    { name: 'mesh-watch', signal },
  );
}

function isSignOfLife({
  first,
  last,
  rules,
  instances,
}: Parameters<ReturnType<typeof pageReader>>[0]): boolean {
  return !first && !last && rules.length === 0 && instances.length === 0;
}
