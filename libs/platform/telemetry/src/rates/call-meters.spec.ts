import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { endpointsOf } from '@hansom/platform-rpc';
import { echoContract } from '@hansom/platform-rpc/testing';

import { CallMeters } from './call-meters.ts';

const { read } = endpointsOf(echoContract());
const invalid = new HansomError('invalid_argument', 'echo.invalid_argument', { description: '' });
const broken = new HansomError('internal', 'echo.internal', { description: '' });

function world() {
  const effects = fakeEffects();
  return { effects, meters: new CallMeters('echo', effects.monotonic) };
}

describe('CallMeters', () => {
  it('tells successes, failures and what the caller did wrong apart', async () => {
    const { effects, meters } = world();
    const meter = meters.serving(read);
    const startedAt = effects.monotonic.now();
    await effects.time.advance(10);
    for (const failure of [undefined, undefined, broken, invalid]) meter.record(startedAt, 'desk', failure);

    const [rates] = meters.endpoints();

    expect(rates).toMatchObject({
      path: '/hansom.echo.v1.EchoService/Read',
      success: { count: 2 },
      failure: { count: 1 },
      callersFault: { count: 1 },
      latency: { count: 3, meanMs: 10 },
    });
  });

  it('knows the live mean of an endpoint, once one was called', async () => {
    const { effects, meters } = world();
    const before = meters.meanMs(read);
    const startedAt = effects.monotonic.now();
    await effects.time.advance(30);
    meters.serving(read).record(startedAt, 'desk', undefined);

    const live = meters.meanMs(read);
    await effects.time.advance(120_000);

    expect([before, live, meters.meanMs(read)]).toEqual([undefined, 30, undefined]);
  });

  it('keeps an edge for each callee', () => {
    const { effects, meters } = world();
    for (const to of ['a', 'b']) meters.sending(to, read).record(effects.monotonic.now(), to, undefined);

    expect(meters.edges()).toMatchObject([
      { from: 'echo', to: 'a' },
      { from: 'echo', to: 'b' },
    ]);
  });

  it('puts the edges beyond the thousandth together', () => {
    const { effects, meters } = world();
    for (let i = 0; i < 1100; i += 1)
      meters.sending(`to-${i}`, read).record(effects.monotonic.now(), '', undefined);

    const edges = meters.edges();

    expect(edges).toHaveLength(1001);
    expect(edges.at(-1)).toMatchObject({ to: 'other', success: { count: 100 } });
  });

  it('puts callers and errors beyond the fiftieth together', () => {
    const { effects, meters } = world();
    const meter = meters.serving(read);
    for (let i = 0; i < 100; i += 1) meter.record(effects.monotonic.now(), `caller-${i}`, undefined);
    for (let i = 0; i < 100; i += 1) {
      const code = `echo.reason_${i}`;
      meter.record(effects.monotonic.now(), 'caller-0', { code, callersFault: false, grpcStatus: 13 });
    }

    const series = [...meter.durations.all()];

    expect(series).toHaveLength(52);
    expect(series.slice(-2)).toMatchObject([
      { peer: 'other', errorType: '' },
      { peer: 'other', errorType: 'other' },
    ]);
  });
});
