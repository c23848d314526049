import { settle } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { SimulatedStore, table, text } from '@hansom/platform-store';

import { tracedWorld } from './testing/traced-echo.ts';
import { type Span } from './trace/span.ts';

const seats = table({ name: 'seats', partition: { id: text() }, clustering: {}, columns: { guest: text() } });

function byKind(spans: readonly Span[], kind: Span['kind']): Span {
  const span = spans.find((each) => each.kind === kind);
  if (!span) throw new Error(`no span of kind ${kind}`);
  return span;
}

describe('a sampled call', () => {
  it('has a span where it is sent, one an attempt, and one where it is served, each below the one before', async () => {
    const { echo, root, spans } = await tracedWorld();

    await echo.read({ text: 'hello' }, root);

    const [sent, attempt, served] = [
      byKind(spans, 'client'),
      byKind(spans, 'internal'),
      byKind(spans, 'server'),
    ];
    expect(spans).toHaveLength(3);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect([sent.parentSpanId, attempt.parentSpanId, served.parentSpanId]).toEqual([
      undefined,
      sent.spanId,
      attempt.spanId,
    ]);
    expect(sent).toMatchObject({ name: 'hansom.echo.v1.EchoService/Read', failed: false });
    expect(served.attributes).toEqual({
      'rpc.system': 'grpc',
      'rpc.service': 'hansom.echo.v1.EchoService',
      'rpc.method': 'Read',
      'rpc.grpc.status_code': 0,
      'peer.service': 'desk',
      'hansom.tenancy': 'robot',
    });
  });

  it('lasts as long as its handler', async () => {
    const { echo, root, spans, effects } = await tracedWorld({
      handlers: ({ effects: { timers } }) => ({
        read: async (request) => {
          await timers.sleep(70);
          return request;
        },
      }),
    });

    const answer = echo.read({ text: '' }, root);
    await effects.time.advance(70);
    await answer;

    const { startedAt, endedAt } = byKind(spans, 'server');
    expect((endedAt ?? 0) - startedAt).toBe(70);
  });

  it('tells the code of its error, and whose fault it was', async () => {
    const { echo, root, spans } = await tracedWorld({
      handlers: () => ({
        read: () => {
          throw new HansomError('not_found', 'echo.no_such_text', { description: 'no' });
        },
      }),
    });

    await expect(echo.read({ text: '' }, root)).rejects.toMatchObject({ code: 'echo.no_such_text' });

    const attributes = { 'error.type': 'echo.no_such_text', 'rpc.grpc.status_code': 5 };
    expect(byKind(spans, 'server')).toMatchObject({ failed: false, attributes });
    expect(byKind(spans, 'client')).toMatchObject({ failed: true, attributes });
  });

  it('is an internal failure when its handler throws what nobody meant', async () => {
    const { echo, root, spans, server } = await tracedWorld({
      handlers: () => ({ read: () => Promise.reject(undefined) }),
    });

    await expect(echo.read({ text: '' }, root)).rejects.toMatchObject({ kind: 'internal' });

    expect(byKind(spans, 'server')).toMatchObject({
      failed: true,
      attributes: { 'error.type': 'echo.internal' },
    });
    expect(server.rates.endpoints()).toMatchObject([{ failure: { count: 1 }, success: { count: 0 } }]);
  });

  it('ends at its deadline although its handler never does', async () => {
    const { echo, root, spans, effects, server } = await tracedWorld({
      handlers: () => ({ write: () => new Promise(() => undefined) }),
    });

    const answer = echo.write({ text: '' }, root).catch((error: unknown) => error);
    await effects.time.advance(500);
    await answer;

    const { startedAt, endedAt, attributes } = byKind(spans, 'server');
    expect((endedAt ?? 0) - startedAt).toBe(500);
    expect(attributes).toMatchObject({ 'error.type': expect.stringMatching(/^echo\./) });
    expect(server.rates.endpoints()).toMatchObject([{ success: { count: 0 } }]);
  });

  it('has a span for each attempt, and is one call in the rates', async () => {
    let calls = 0;
    const { echo, root, spans, effects, client, server } = await tracedWorld({
      handlers: () => ({
        read: (request) => {
          calls += 1;
          if (calls === 1) throw new HansomError('unavailable', 'echo.busy', { description: 'later' });
          return request;
        },
      }),
    });

    const answer = echo.read({ text: '' }, root);
    await effects.time.advance(400);
    await answer;

    const attempts = spans.filter(({ kind }) => kind === 'internal');
    const served = spans.filter(({ kind }) => kind === 'server');
    expect(attempts.map(({ attributes }) => attributes['error.type'])).toEqual(['echo.busy', undefined]);
    expect(served.map(({ parentSpanId }) => parentSpanId)).toEqual(attempts.map(({ spanId }) => spanId));
    expect(client.rates.edges()).toMatchObject([
      { from: 'desk', to: 'echo', success: { count: 1 }, failure: { count: 0 } },
    ]);
    expect(server.rates.endpoints()).toMatchObject([{ success: { count: 1 }, failure: { count: 1 } }]);
  });

  it('has a span for each store call of its handler, by no word of its author', async () => {
    const { echo, root, spans } = await tracedWorld({
      handlers: ({ effects, server }) => ({
        read: async (request) => {
          const engine = server.engine(await new SimulatedStore(effects).open('echo'), 'simulated');
          await settle();
          await engine.put(seats, { id: 'secret', guest: 'anna' });
          await engine.get(seats, { id: 'secret' }, 'serial').catch(() => undefined);
          return request;
        },
      }),
    });

    await echo.read({ text: '' }, root);

    const stored = spans.filter(({ attributes }) => 'db.system.name' in attributes);
    const served = byKind(spans, 'server');
    expect(stored.map(({ name, parentSpanId }) => [name, parentSpanId])).toEqual([
      ['put seats', served.spanId],
      ['get seats', served.spanId],
    ]);
    expect(stored[1]).toMatchObject({ failed: true, attributes: { 'error.type': 'store.internal' } });
    expect(JSON.stringify(stored.map(({ attributes }) => attributes))).not.toMatch(/secret|anna/);
  });
});

describe('a call that is not sampled', () => {
  it('makes no spans, and no service behind it makes any', async () => {
    let seen: unknown;
    const { echo, root, spans, server } = await tracedWorld({
      sampling: 0,
      handlers: ({ server: { traceOf } }) => ({
        read: (request, call) => {
          seen = traceOf(call);
          return request;
        },
      }),
    });

    await echo.read({ text: '' }, root);

    expect(spans).toEqual([]);
    expect(seen).toMatchObject({
      sampled: false,
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/),
    });
    expect(server.rates.endpoints()).toMatchObject([{ success: { count: 1 } }]);
  });

  it('is kept from where it is forced', async () => {
    const { echo, root, spans } = await tracedWorld({ sampling: 0, headers: { 'x-hansom-trace': '1' } });

    await echo.read({ text: '' }, root);

    expect(spans.map(({ kind }) => kind)).toEqual(['server']);
  });

  it('is not kept because of a header that says something else', async () => {
    const { echo, root, spans } = await tracedWorld({ sampling: 0, headers: { 'x-hansom-trace': '0' } });

    await echo.read({ text: '' }, root);

    expect(spans).toEqual([]);
  });

  it('stays unsampled where all traces that begin are kept', async () => {
    const { echo, root, spans, client } = await tracedWorld();
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`;

    await client.within(root, { name: 'GET /', traceparent }, () => echo.read({ text: '' }, root));

    expect(spans).toEqual([]);
  });
});

describe('sampling', () => {
  it('keeps the share of traces that it is told', async () => {
    const { echo, root, spans } = await tracedWorld({ sampling: 0.25 });

    for (let i = 0; i < 200; i += 1) await echo.read({ text: '' }, root); // one after the other: each is a trace of its own

    const kept = new Set(spans.map(({ traceId }) => traceId)).size;
    expect(kept).toBeGreaterThan(30);
    expect(kept).toBeLessThan(70);
    expect(spans).toHaveLength(3 * kept);
  });
});
