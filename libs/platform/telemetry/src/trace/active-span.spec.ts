import { fakeEffects } from '@hansom/platform-context/testing';
import { rootCall } from '@hansom/platform-rpc';

import { aTelemetry } from '../testing/index.ts';
import { activeSpan, enter, leave, runWithin } from './active-span.ts';
import { Span } from './span.ts';

function anOpenSpan(): Span {
  const { monotonic } = fakeEffects();
  const sink = { push: () => undefined, metrics: () => [], close: async () => undefined };
  const start = { name: 'open', kind: 'internal', attributes: {} } as const;
  const ids = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
  return new Span(sink, { start, ...ids, parent: undefined, startedAt: monotonic.now() });
}

describe('the active span', () => {
  it('is that of the code that runs', () => {
    const span = anOpenSpan();
    enter();

    const seen = runWithin(span, () => activeSpan());
    const outside = activeSpan();
    leave();

    expect([seen, outside]).toEqual([span, undefined]);
  });

  it('is off, and costs nothing, when every sampled call has ended', async () => {
    const call = rootCall(fakeEffects(), { name: 'spec', deadlineMs: 1000 });
    await aTelemetry().within(call, { name: 'work' }, async () => undefined);

    const seen = runWithin(anOpenSpan(), () => activeSpan());

    expect(seen).toBeUndefined();
  });
});
