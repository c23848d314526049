import { eventually, fakeEffects } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { rootCall } from '@hansom/platform-rpc';

import { type Telemetry } from '../telemetry.ts';
import { aTelemetry } from '../testing/index.ts';
import { parsePrometheus } from '../testing/parse-prometheus.ts';
import { tracedEcho } from '../testing/traced-echo.ts';

async function world() {
  const effects = fakeEffects();
  const server = aTelemetry({ name: 'echo', effects });
  const client = aTelemetry({ name: 'desk', effects });
  const echo = await tracedEcho(
    effects,
    { server, client },
    {
      read: async (request) => {
        await effects.timers.sleep(Number(request.text));
        return request;
      },
      write: () => {
        throw new HansomError('not_found', 'echo.gone', { description: 'no "such" \\ thing' });
      },
    },
  );
  const root = rootCall(effects, { name: 'desk', deadlineMs: 60_000 });
  return { effects, server, client, echo, root };
}

describe('metrics', () => {
  it('tells how long calls took, as OpenTelemetry names it', async () => {
    const { effects, server, client, echo, root } = await world();
    for (const ms of [1, 20, 20, 400]) {
      const answer = echo.read({ text: String(ms) }, root); // one after the other: time is moved by hand
      await effects.time.advance(ms);
      await answer;
    }
    await echo.write({ text: '' }, root).catch(() => undefined);

    const served = parsePrometheus(await server.metrics());
    const sent = parsePrometheus(await client.metrics());

    const labels = 'peer="desk",rpc_method="Read",rpc_service="hansom.echo.v1.EchoService",rpc_system="grpc"';
    const buckets = ['0.005', '0.025', '0.5', '+Inf'].map((le) =>
      served.value(`rpc_server_call_duration_seconds_bucket{le="${le}",${labels}}`),
    );
    expect(buckets).toEqual([1, 3, 4, 4]);
    expect(served.value(`rpc_server_call_duration_seconds_count{${labels}}`)).toBe(4);
    expect(served.value(`rpc_server_call_duration_seconds_sum{${labels}}`)).toBeCloseTo(0.441, 3);
    const failed = labels.replace('Read', 'Write').replace('desk', 'echo');
    expect(sent.value(`rpc_client_call_duration_seconds_count{error_type="echo.gone",${failed}}`)).toBe(1);
    expect(served.types.get('rpc_server_call_duration_seconds')).toBe('histogram');
  });

  it('tells who speaks and what the process uses', async () => {
    const { server } = await world();

    const { value, types } = parsePrometheus(await server.metrics());

    const target = 'service_instance_id="echo-1",service_name="echo",service_version="20260105080000"';
    expect(value(`target_info{${target}}`)).toBe(1);
    expect(value('process_memory_usage_bytes')).toBeGreaterThan(1e6);
    expect(value('process_cpu_time_seconds_total{cpu_mode="user"}')).toBeGreaterThan(0);
    expect(types.get('process_cpu_time_seconds_total')).toBe('counter');
  });

  it('tells how late the event loop was, from the second scrape on', async () => {
    const { server } = await world();
    const first = await server.metrics();

    const later = await scrapedUntil(server, 'nodejs_eventloop_delay_seconds{');
    await server.close();

    const late = parsePrometheus(later).value('nodejs_eventloop_delay_seconds{quantile="1"}');
    expect(first).not.toContain('nodejs_eventloop_delay_seconds{');
    expect(late).toBeGreaterThanOrEqual(0);
  });

  it('has room for others', async () => {
    const { server } = await world();
    let depth = 3;
    server.gauge('hansom_relay_depth', 'Events on their way.\nAll of them \\o/.', () => depth);
    const before = parsePrometheus(await server.metrics()).value('hansom_relay_depth');

    depth = 5;
    const { value } = parsePrometheus(await server.metrics());

    expect([before, value('hansom_relay_depth')]).toEqual([3, 5]);
  });

  it('escapes what labels hold', async () => {
    const { server } = await world();
    const labels = { city: 'a "b" \\c\nd' };
    server.metric({ name: 'odd', type: 'gauge', help: 'Odd.', read: () => [{ labels, value: 1 }] });

    const { value } = parsePrometheus(await server.metrics());

    expect(value('odd{city="a \\"b\\" \\\\c\\nd"}')).toBe(1);
  });

  it('leaves out what is broken or no number, and tells the rest', async () => {
    const { server } = await world();
    server.gauge('broken', 'Throws.', () => {
      throw new Error('no');
    });
    server.gauge('unknown', 'No number.', () => NaN);
    server.gauge('sound', 'Well.', () => 1);

    const { value } = parsePrometheus(await server.metrics());

    expect(['broken', 'unknown', 'sound'].map(value)).toEqual([undefined, undefined, 1]);
  });

  it('refuses a name that is taken or is none', async () => {
    const { server } = await world();
    server.gauge('taken', 'One.', () => 1);

    expect(() => server.gauge('taken', 'Two.', () => 2)).toThrow(/already been registered/);
    expect(() => server.gauge('no-name', 'Three.', () => 3)).toThrow(TypeError);
  });

  it('is not shared with another service of the process', async () => {
    const { server, client } = await world();
    server.gauge('mine', 'Mine.', () => 1);

    expect(parsePrometheus(await client.metrics()).value('mine')).toBeUndefined();
  });
});

function scrapedUntil(telemetry: Telemetry, series: string): Promise<string> {
  return eventually(async () => {
    const text = await telemetry.metrics();
    return text.includes(series) && text;
  });
}
