import { type CallMeters, type Metered } from '../rates/call-meters.ts';
import { BOUNDS_S, type DurationSeries } from '../rates/durations.ts';
import { type Metric, type Sample } from './metrics.ts';

type Labels = Readonly<Record<string, string>>;

/** What was measured call by call, as the histograms that OpenTelemetry describes. */
export function rpcMetrics(meters: CallMeters): Metric[] {
  return [
    durations('rpc_server_call_duration_seconds', 'How long calls took here.', () => meters.server),
    durations('rpc_client_call_duration_seconds', 'How long calls to others took.', () => meters.client),
  ];
}

function durations(name: string, help: string, metered: () => Iterable<Metered>): Metric {
  return {
    name,
    help,
    type: 'histogram',
    read: () => [...metered()].flatMap((one) => histograms(name, one)),
  };
}

function histograms(name: string, { path, meter }: Metered): Sample[] {
  const [, rpc_service = '', rpc_method = ''] = path.split('/');
  return Array.from(meter.durations.all(), (series) => {
    const { peer, errorType } = series;
    const labels: Labels = { rpc_system: 'grpc', rpc_service, rpc_method, peer };
    return histogram(name, errorType === '' ? labels : { ...labels, error_type: errorType }, series);
  }).flat();
}

function histogram(name: string, labels: Labels, { counts, sumS }: DurationSeries): Sample[] {
  let below = 0;
  const buckets = Array.from(counts, (count, i) => {
    below += count;
    return { name: `${name}_bucket`, labels: { ...labels, le: String(BOUNDS_S[i] ?? '+Inf') }, value: below };
  });
  const sum = { name: `${name}_sum`, labels, value: sumS };
  return [...buckets, sum, { name: `${name}_count`, labels, value: below }];
}
