import { type Effects, type Millis } from '@hansom/platform-context';
import { type WatchResponse } from '@hansom/proto-traffic';

import { type Source } from '../model/live.ts';
import { type ReplicaState } from '../model/merge.ts';
import { HEARTBEAT, pagesOf } from '../wire.ts';

const HEARTBEAT_MS: Millis = 500;
/** Changes that come together are told together: a start of many instances is a few states, not one for each. */
const TOGETHER_MS: Millis = 50;

/**
 * What a replica of the control plane sends to who watches it, until `gone` aborts: its state, every change of it, and signs of life in
 * between.
 */
export async function* tellState(
  source: Source<ReplicaState>,
  { timers }: Pick<Effects, 'timers'>,
  gone: AbortSignal,
): AsyncGenerator<WatchResponse> {
  let told: ReplicaState | undefined;
  while (!gone.aborted) {
    const changed = source.changed();
    const state = source.current;
    yield* state && state !== told ? pagesOf(state) : [HEARTBEAT];
    told = state;
    const heartbeat = new AbortController();
    await Promise.race([changed, timers.sleep(HEARTBEAT_MS, AbortSignal.any([gone, heartbeat.signal]))]);
    heartbeat.abort();
    await timers.sleep(TOGETHER_MS, gone);
  }
}
