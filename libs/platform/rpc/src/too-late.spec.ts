import { fakeEffects } from '@hansom/platform-context/testing';

import { endpointsOf } from './endpoint.ts';
import { aCall } from './testing/calls.ts';
import { echoContract } from './testing/echo-contract.ts';
import { refuseTooLate } from './too-late.ts';

describe('a call', () => {
  const { read } = endpointsOf(echoContract({ meanMs: 20, p95Ms: 50 }));

  it.each([20, 21, 5000])('with %d ms left can be answered in 20', (deadlineMs) => {
    expect(() => refuseTooLate(read, 'echo', { call: aCall({ deadlineMs }) })).not.toThrow();
  });

  it('with less left than is promised in the mean is refused', () => {
    expect(() => refuseTooLate(read, 'echo', { call: aCall({ deadlineMs: 19.96 }) })).toThrow(
      expect.objectContaining({
        kind: 'deadline_exceeded',
        code: 'echo.deadline_too_short',
        description: 'Read takes 20 ms in the mean, and the call has less left',
        context: { left_ms: '20.0', mean_ms: '20' },
      }),
    );
  });

  it('with less left than the RPC takes lately is refused, though it is more than promised', () => {
    const call = aCall({ deadlineMs: 100 });

    expect(() => refuseTooLate(read, 'echo', { call, liveMeanMs: 100 })).not.toThrow();
    expect(() => refuseTooLate(read, 'echo', { call, liveMeanMs: 100.06 })).toThrow(
      expect.objectContaining({
        code: 'echo.deadline_too_short',
        context: { left_ms: '100.0', mean_ms: '100.1' },
      }),
    );
  });

  it('is held to the promise where the RPC is faster lately', () => {
    const call = aCall({ deadlineMs: 19 });

    expect(() => refuseTooLate(read, 'echo', { call, liveMeanMs: 1 })).toThrow(
      expect.objectContaining({ code: 'echo.deadline_too_short' }),
    );
  });

  it('that is over is refused for what ended it', async () => {
    const effects = fakeEffects();
    const [cancelled, late] = [aCall({ effects }), aCall({ effects, deadlineMs: 30 })];
    cancelled.cancel();
    await effects.time.advance(30);

    expect(() => refuseTooLate(read, 'echo', { call: cancelled })).toThrow(
      expect.objectContaining({ code: 'spec.cancelled' }),
    );
    expect(() => refuseTooLate(read, 'echo', { call: late })).toThrow(
      expect.objectContaining({ code: 'spec.deadline_exceeded' }),
    );
  });
});
