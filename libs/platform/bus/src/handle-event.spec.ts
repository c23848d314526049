import { fakeEffects } from '@hansom/platform-context/testing';
import { type Call } from '@hansom/platform-rpc';
import { type Work } from '@hansom/platform-telemetry';
import { HoldPlaced, holdEvents } from '@hansom/proto-sample-hold';

import { handleEvent, HANDLER_MS } from './handle-event.ts';
import { type ReceivedEvent } from './received-event.ts';
import { every, ordered, type Subscription } from './subscriptions.ts';
import { anEnvelope } from './testing/bus.contract.ts';

const placed = { placeId: 'seat-1', guestId: 'anna', expiresAt: new Date(5_000) };

function aPlacedHold(over = {}) {
  const payload = HoldPlaced.encode(placed).finish();
  return anEnvelope({ topic: 'sample-hold', aggregate: 'hold', type: 'hold.placed', payload, ...over });
}

function kit() {
  const effects = fakeEffects();
  const works: Work[] = [];
  const telemetry = {
    within: <T>(_: Call, work: Work, run: () => Promise<T>): Promise<T> => (works.push(work), run()),
  };
  const handle = (subscription: Subscription, envelope = aPlacedHold()) =>
    handleEvent({ service: 'clerk', effects, telemetry }, subscription, envelope);
  return { effects, works, handle };
}

describe('handleEvent', () => {
  it('gives the handler of its type the event with its payload', async () => {
    const { handle, effects } = kit();
    const heard: ReceivedEvent<HoldPlaced>[] = [];

    await handle(ordered(holdEvents, { 'hold.placed': (event) => void heard.push(event) }));

    expect(heard).toEqual([
      expect.objectContaining({ type: 'hold.placed', key: 'lamp_1', version: 1, payload: placed }),
    ]);
    expect(effects.time.waiting).toBe(0); // its call has ended
  });

  it('calls it as the service, with the facts of the event, for 5 s', async () => {
    const { handle, effects } = kit();
    const calls: Pick<Call, 'name' | 'baggage' | 'deadline' | 'caller'>[] = [];
    const subscription = ordered(holdEvents, { 'hold.placed': (_, call) => void calls.push(call) });

    await handle(subscription, aPlacedHold({ tenancy: 'robot', city: 'got', onBehalfOf: 'rider_1' }));

    expect(calls[0]).toMatchObject({
      name: 'clerk',
      caller: {},
      baggage: { tenancy: 'robot', city: 'got', on_behalf_of: 'rider_1' },
      deadline: effects.monotonic.now() + HANDLER_MS,
    });
  });

  it('continues the trace that caused it', async () => {
    const { handle, works } = kit();

    await handle(
      ordered(
        holdEvents,
        every(() => undefined),
      ),
      aPlacedHold({ traceparent: '00-a-b-01' }),
    );

    expect(works).toEqual([{ name: 'hold.placed', kind: 'consumer', traceparent: '00-a-b-01' }]);
  });

  it('passes over a type without a handler, and one that the catalogue does not know', async () => {
    const { handle, works } = kit();

    await handle(ordered(holdEvents, {}));
    await handle(
      ordered(
        holdEvents,
        every(() => undefined),
      ),
      aPlacedHold({ type: 'hold.abandoned' }),
    );
    await handle(
      ordered(
        holdEvents,
        every(() => undefined),
      ),
      aPlacedHold({ type: 'toString' }),
    );

    expect(works).toEqual([]);
  });

  it('rejects as the handler does, and when the payload cannot be read', async () => {
    const { handle } = kit();
    const failing = ordered(
      holdEvents,
      every(() => Promise.reject(new Error('broken'))),
    );

    await expect(handle(failing)).rejects.toThrow('broken');
    await expect(handle(failing, aPlacedHold({ payload: Buffer.from([255]) }))).rejects.not.toThrow('broken');
  });

  it('waits for no handler that forgets its deadline', async () => {
    const { handle, effects } = kit();
    const endless = ordered(
      holdEvents,
      every(() => new Promise(() => undefined)),
    );

    const handled = handle(endless);
    const rejected = expect(handled).rejects.toMatchObject({ code: 'clerk.deadline_exceeded' });
    await effects.time.advance(HANDLER_MS);

    await rejected;
    expect(effects.time.waiting).toBe(0);
  });
});
