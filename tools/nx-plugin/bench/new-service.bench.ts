import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventually } from '@hansom/platform-context/testing';
import { foreignContract } from '@hansom/platform-rpc';
import { echoContract } from '@hansom/platform-rpc/testing';
import { freePort } from '@hansom/platform-runtime/testing';

import { type InstalledCopy, installedCopy } from '../testing/installed-copy.ts';
import { whenPrinted } from '../testing/when-printed.ts';
import { startNeighbour } from './neighbour.ts';
import { type CollectedSpan, collectSpans, type SpanCollector } from './span-collector.ts';

const GOAL_SECONDS = 60;

/**
 * Wall time from `./hansom new service` to a service that serves, is found by others through the mesh, is measured and traced; each step a
 * command as a person would type it, in a copy of the workspace in which everything else is installed already. Another service calls it.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const traffic = `127.0.0.1:${await freePort()}`;
  const collector = await collectSpans();
  const workspace = installedCopy(process.cwd(), {
    HANSOM_TRAFFIC: traffic,
    HANSOM_OTLP_URL: collector.url,
    HANSOM_TRACE_SHARE: '1',
  });
  try {
    return { name: 'a new service', figures: await measure(workspace, traffic, collector) };
  } finally {
    workspace.remove();
    collector.close();
  }
}

async function measure(
  workspace: InstalledCopy,
  traffic: string,
  collector: SpanCollector,
): Promise<Record<string, number>> {
  const seconds = stopwatch();
  workspace.node('hansom', 'new', 'service', 'lost-property');
  const generated = seconds();
  const host = workspace.start('hansom', 'start', 'lost-property', '--store=memory');
  try {
    await whenPrinted(host, 'Ctrl-C');
    const serving = seconds();
    workspace.node('hansom', 'call', 'lost-property/Ping', '{"message": "hello"}');
    const answered = seconds();
    const data = join(workspace.root, '.hansom');
    const neighbour = await startNeighbour({ contract: PINGED, data, traffic, otlpUrl: collector.url });
    await neighbour.untilAnswered((client, call) => client.ping({ text: 'hello' }, call));
    const routed = seconds();
    await eventually(async () => (await metricsOf(data)).includes(COUNTED), {
      what: 'the call is on /metrics',
    });
    const measured = seconds();
    await neighbour.close(); // sends what spans it has
    await eventually(() => joined(collector.spans), { what: 'spans are joined' });
    return {
      'generated, s': generated,
      'serving, s': serving - generated,
      'answered a call, s': answered - serving,
      'found and called by another service, s': routed - answered,
      'on /metrics, s': measured - routed,
      'spans joined, s': seconds() - measured,
      'from the command to all of it, s': seconds(),
      'goal, s': GOAL_SECONDS,
    };
  } finally {
    host.kill('SIGKILL');
  }
}

/** What the generator's contract says, as the wire has it: one text each way. */
const PINGED = foreignContract(
  {
    name: 'LostPropertyService',
    fullName: 'hansom.lost_property.v1.LostPropertyService',
    methods: { ping: { ...echoContract().methods.read, name: 'Ping' } },
  },
  { service: 'lost-property', promise: { meanMs: 5, p95Ms: 20 }, access: { kind: 'open' }, criticality: 4 },
);

const COUNTED = 'rpc_method="Ping",peer="neighbour"';

/** What the service tells Prometheus, at the address that it logged. */
async function metricsOf(data: string): Promise<string> {
  const log = readFileSync(join(data, 'logs/lost-property.log'), 'utf8');
  const line = log.split('\n').find((text) => text.includes('"serving"')) ?? '{}';
  const { health } = JSON.parse(line) as { health?: string }; // as the runtime logs it
  return fetch(`${health}/metrics`).then((response) => response.text());
}

/** Whether a span of the service hangs below one of the caller's, in the same trace. */
function joined(spans: readonly CollectedSpan[]): boolean {
  const served = spans.filter(({ name, kind }) => kind === 2 && name.endsWith('LostPropertyService/Ping'));
  return served.some(({ traceId, parentSpanId }) =>
    spans.some((span) => span.traceId === traceId && span.spanId === parentSpanId && span.kind !== 2),
  );
}

function stopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}
