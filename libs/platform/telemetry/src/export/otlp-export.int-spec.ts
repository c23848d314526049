import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type Effects } from '@hansom/platform-context';
import { rootCall } from '@hansom/platform-rpc';

import { createTelemetry, type Telemetry } from '../telemetry.ts';
import { parsePrometheus } from '../testing/parse-prometheus.ts';
import { realEffects } from '../testing/real-effects.ts';

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  traceState?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: unknown[];
  status: { code: number };
}

interface OtlpBody {
  resourceSpans: { resource: { attributes: unknown[] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
}

const opened: Server[] = [];

afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function collector(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
}

function world(url: string) {
  const effects = realEffects();
  const identity = { name: 'echo', version: '20260105080000', instance: 'echo-1' };
  return { effects, telemetry: createTelemetry({ identity, effects, sampling: () => 1, otlp: { url } }) };
}

/** So many sampled calls, one after the other. */
async function calls(telemetry: Telemetry, effects: Effects, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const call = rootCall(effects, { name: 'spec', deadlineMs: 60_000 });
    await telemetry.within(
      call,
      { name: 'GET /', kind: 'server', attributes: { 'hansom.city': 'got' } },
      async () => i,
    );
    call.end();
  }
}

async function countsOf(telemetry: Telemetry): Promise<unknown[]> {
  const { value } = parsePrometheus(await telemetry.metrics());
  return [value('hansom_spans_exported_total'), value('hansom_spans_dropped_total')];
}

describe('export over OTLP', () => {
  it('sends what a collector understands, in the time of the world', async () => {
    const bodies: OtlpBody[] = [];
    const url = await collector((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        bodies.push(JSON.parse(Buffer.concat(chunks).toString()) as OtlpBody);
        response.end('{}');
      });
    });
    const { telemetry, effects } = world(url);
    const call = rootCall(effects, { name: 'spec', deadlineMs: 60_000 });
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const before = Date.now();

    const failing = telemetry.within(
      call,
      { name: 'booking.assigned', kind: 'consumer', traceparent, tracestate: 'rojo=1' },
      () => Promise.reject(new Error('no')),
    );
    await failing.catch(() => undefined);
    call.end();
    await telemetry.close();
    const [resourceSpans] = bodies.flatMap((body) => body.resourceSpans);
    const [span] = resourceSpans?.scopeSpans[0]?.spans ?? [];
    expect(resourceSpans?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'echo' },
    });
    expect(span).toMatchObject({
      traceId: 'a'.repeat(32),
      parentSpanId: 'b'.repeat(16),
      traceState: 'rojo=1',
      name: 'booking.assigned',
      kind: 5,
      status: { code: 2 },
      attributes: [{ key: 'error.type', value: { stringValue: 'spec.internal' } }],
    });
    const started = Number(BigInt(span?.startTimeUnixNano ?? 0) / 1_000_000n);
    const ended = Number(BigInt(span?.endTimeUnixNano ?? 0) / 1_000_000n);
    expect(started).toBeGreaterThanOrEqual(before - 50);
    expect(ended).toBeGreaterThanOrEqual(started);
    expect(ended).toBeLessThanOrEqual(Date.now() + 50);
    expect(await countsOf(telemetry)).toEqual([1, 0]);
  });

  it.each<[string, RequestListener]>([
    ['hangs', () => undefined],
    ['refuses', (_, response) => void response.writeHead(400).end('no')],
    ['breaks off', (request) => void request.socket.destroy()],
  ])('holds no call up although the collector %s', async (_, answer) => {
    const { telemetry, effects } = world(await collector(answer));

    await calls(telemetry, effects, 4000);
    await telemetry.close();

    expect(await countsOf(telemetry)).toEqual([0, 4000]);
  });

  it('holds no call up although there is no collector', async () => {
    const { telemetry, effects } = world('http://127.0.0.1:9/v1/traces');

    await calls(telemetry, effects, 4000);
    await telemetry.close();

    expect(await countsOf(telemetry)).toEqual([0, 4000]);
  });
});
