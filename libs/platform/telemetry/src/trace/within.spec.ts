import { fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { type CallScope, rootCall } from '@hansom/platform-rpc';

import { createTelemetry } from '../telemetry.ts';
import { aTelemetry } from '../testing/index.ts';
import { parsePrometheus } from '../testing/parse-prometheus.ts';
import { tracedEcho, tracedWorld } from '../testing/traced-echo.ts';

describe('within', () => {
  it('continues the trace that work came with', async () => {
    const { echo, root, spans, client } = await tracedWorld({ sampling: 0 });
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const work = { name: 'GET /v1/echo', kind: 'server', traceparent, tracestate: 'rojo=1' } as const;

    await client.within(root, work, async () => {
      await echo.read({ text: '' }, root);
      await echo.write({ text: '' }, root);
    });

    const request = spans.find(({ name }) => name === 'GET /v1/echo');
    expect(request).toMatchObject({ traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) });
    expect(spans).toHaveLength(7);
    expect(
      spans.every(({ traceId, tracestate }) => traceId === request?.traceId && tracestate === 'rojo=1'),
    ).toBe(true);
    expect(spans.filter(({ kind }) => kind === 'client').map(({ parentSpanId }) => parentSpanId)).toEqual([
      request?.spanId,
      request?.spanId,
    ]);
  });

  it('gives what the work gives, fails as it fails, and says so', async () => {
    const telemetry = aTelemetry();
    const call = rootCall(fakeEffects(), { name: 'spec', deadlineMs: 1000 });
    const error = new HansomError('unavailable', 'spec.busy', { description: '' });

    const answer = await telemetry.within(call, { name: 'one' }, async () => 42);
    const failing = telemetry.within(call.fork(), { name: 'two' }, () => Promise.reject(error));

    await expect(failing).rejects.toBe(error);
    expect(answer).toBe(42);
    expect(telemetry.spans).toMatchObject([
      { name: 'one', failed: false },
      { name: 'two', failed: true, attributes: { 'error.type': 'spec.busy' } },
    ]);
  });

  it('tells where its call stands, for whoever asks below it', async () => {
    const telemetry = aTelemetry();
    const call = rootCall(fakeEffects(), { name: 'spec', deadlineMs: 1000 });
    const before = telemetry.traceOf(call);

    const trace = await telemetry.within(call, { name: 'one' }, async () => telemetry.traceOf(call.fork()));

    const [span] = telemetry.spans;
    expect(before).toBeUndefined();
    expect(trace).toMatchObject({
      spanId: span?.spanId,
      traceparent: `00-${span?.traceId}-${span?.spanId}-01`,
    });
  });

  it('counts and times a request over HTTP under its route, sampled or not', async () => {
    const effects = fakeEffects();
    const telemetry = aTelemetry({ effects, sampling: 0 });
    const work = { name: 'GET /v1/rides/{id}', kind: 'server', counted: true } as const;
    const error = new HansomError('not_found', 'spec.not_found', { description: '' });
    const begin = (): CallScope => rootCall(effects, { name: 'spec', deadlineMs: 1000 });

    const slow = telemetry.within(begin(), work, () => effects.timers.sleep(20));
    await effects.time.advance(20);
    await slow;
    await telemetry.within(begin(), work, () => Promise.reject(error)).catch(() => undefined);

    expect(telemetry.rates.endpoints()).toMatchObject([
      { path: work.name, success: { count: 1 }, callersFault: { count: 1 }, failure: { count: 0 } },
    ]);
    const labels = 'http_request_method="GET",http_route="/v1/rides/{id}"';
    const { value } = parsePrometheus(await telemetry.metrics());
    expect(value(`http_server_request_duration_seconds_sum{${labels}}`)).toBeCloseTo(0.02, 5);
    const failed = `http_server_request_duration_seconds_count{error_type="spec.not_found",${labels}}`;
    expect(value(failed)).toBe(1);
  });
});

describe('a service without a collector', () => {
  it('records nothing, and lets the traces of others pass through', async () => {
    const { effects, server, spans, root, echo } = await tracedWorld({ sampling: 0 });
    const identity = { name: 'desk', version: '1', instance: 'desk-1' };
    const blind = createTelemetry({ identity, effects, sampling: () => 1 });
    const call = rootCall(effects, { name: 'desk', deadlineMs: 1000 });
    const seeing = await tracedEcho(effects, { server, client: blind }, {});

    await seeing.read({ text: '' }, call);
    await echo.read({ text: '' }, root);

    expect(spans.map(({ kind, parentSpanId }) => [kind, parentSpanId?.length])).toEqual([['server', 16]]);
    await blind.close();
  });
});
