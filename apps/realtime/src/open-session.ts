import { type Logger, type Millis } from '@hansom/platform-context';
import { actAs, baggageOf } from '@hansom/platform-identity';
import { type CallScope, type ClientOf, during } from '@hansom/platform-rpc';
import { type OpenedSocket, type SocketSession } from '@hansom/platform-sockets';
import { type DispatchServiceDefinition } from '@hansom/proto-dispatch';

import { type EventFrame, type Streams } from './streams.ts';

export interface SessionOptions {
  streams: Streams;
  dispatch: Pick<ClientOf<DispatchServiceDefinition>, 'markSeen'>;
  begin(options: { deadlineMs: Millis; baggage: ReturnType<typeof baggageOf> }): CallScope;
  log: Logger;
}

const LONGEST_CALL_MS: Millis = 2_000;

/** An app that is connected: it is told what its person is told. That an offer was shown is passed on to dispatch. */
export function openSession(options: SessionOptions) {
  const { streams } = options;
  const marked = new WeakSet<EventFrame>(); // or about to be, over whichever connection; forgotten with the events

  async function markOnce(offer: EventFrame, who: Pick<OpenedSocket, 'user' | 'token'>): Promise<void> {
    if (marked.has(offer)) return;
    marked.add(offer);
    if (!(await markSeen(options, { ...who, offer: offer.data }))) marked.delete(offer);
  }

  return ({ socket, user, token, resume }: OpenedSocket): SocketSession => {
    const leave = streams.join(user.id, socket, resume);
    return {
      ack: (seq) => {
        const shown = streams.eventOf(user.id, seq);
        if (shown?.event === 'offer.sent') void markOnce(shown, { user, token });
      },
      closed: leave,
    };
  };
}

/** Whether it could be done. Nothing hangs on it: an offer that cannot be marked is shown all the same. */
async function markSeen(
  { dispatch, begin, log }: SessionOptions,
  { user, token, offer }: Pick<OpenedSocket, 'user' | 'token'> & { offer: unknown },
): Promise<boolean> {
  const call = begin({ deadlineMs: LONGEST_CALL_MS, baggage: baggageOf(user) });
  actAs(call, user, token());
  try {
    // What `offerChanged` told.
    await during(call, () => dispatch.markSeen({ offerId: (offer as { id: string }).id }, call));
    return true;
  } catch (error) {
    log.debug('an offer could not be marked as seen', { error });
    return false;
  }
}
