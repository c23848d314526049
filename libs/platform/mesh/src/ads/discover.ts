import { type Source } from '../model/live.ts';
import { type MeshView } from '../model/view.ts';
import { AdsSession, type DiscoveryRequest, type DiscoveryResponse, type RefusedAnswer } from './session.ts';

export interface DiscoverOptions {
  /** Nothing is answered before there is a mesh. */
  readonly source: Source<MeshView>;
  readonly onRefused: (refused: RefusedAnswer) => void;
  /** Resolves when the client is gone. */
  readonly gone: Promise<void>;
}

/** Serves one stream: answers what is asked, and tells what changes. It asks for the next request when the last is answered. */
export async function* discover(
  requests: AsyncIterable<DiscoveryRequest>,
  { source, onRefused, gone }: DiscoverOptions,
): AsyncGenerator<DiscoveryResponse> {
  const session = new AdsSession(source.current, onRefused);
  const iterator = requests[Symbol.asyncIterator]();
  const over = gone.then(() => 'gone' as const);
  let next = asked(iterator);
  for (;;) {
    const changed = source.changed().then(() => 'changed' as const);
    if (source.current) yield* session.update(source.current);
    const event = await Promise.race([next, changed, over]);
    if (event === 'changed') continue;
    if (event === 'gone' || event.done) return;
    next = asked(iterator);
    yield* session.receive(event.value);
  }
}

/** The next request. It may break when nobody waits for it any more: a client may go while it is being answered. */
function asked<T>(requests: AsyncIterator<T>): Promise<IteratorResult<T>> {
  const next = requests.next();
  next.catch(() => undefined);
  return next;
}
