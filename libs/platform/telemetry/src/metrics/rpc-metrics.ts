import { type CallMeters, type Metered } from '../rates/call-meters.ts';
import { BOUNDS_S, type DurationSeries } from '../rates/durations.ts';
import { type Metric, type Sample } from './metrics.ts';

type Labels = Readonly<Record<string, string>>;

/** What was measured call by call and request by request, as the histograms that OpenTelemetry describes. */
export function rpcMetrics(meters: CallMeters): Metric[] {
  return [
    durations('rpc_server_call_duration_seconds', 'How long calls took here.', {
      metered: () => meters.server,
      labelsOf: ofRpc,
    }),
    durations('rpc_client_call_duration_seconds', 'How long calls to others took.', {
      metered: () => meters.client,
      labelsOf: ofRpc,
    }),
    durations('http_server_request_duration_seconds', 'How long requests over HTTP took here.', {
      metered: () => meters.http,
      labelsOf: ofRoute,
    }),
  ];
}

interface Source {
  metered: () => Iterable<Metered>;
  labelsOf: (path: string, series: DurationSeries) => Labels;
}

function durations(name: string, help: string, { metered, labelsOf }: Source): Metric {
  return {
    name,
    help,
    type: 'histogram',
    read: () =>
      [...metered()].flatMap(({ path, meter }) =>
        Array.from(meter.durations.all(), (series) => {
          const labels = labelsOf(path, series);
          const { errorType } = series;
          return histogram(name, errorType === '' ? labels : { ...labels, error_type: errorType }, series);
        }).flat(),
      ),
  };
}

function ofRpc(path: string, { peer }: DurationSeries): Labels {
  const [, rpc_service = '', rpc_method = ''] = path.split('/');
  return { rpc_system: 'grpc', rpc_service, rpc_method, peer };
}

function ofRoute(path: string): Labels {
  const [http_request_method = '', http_route = ''] = path.split(' ');
  return { http_request_method, http_route };
}

/** The samples of one series. */
export function histogram(name: string, labels: Labels, { counts, sumS }: DurationSeries): Sample[] {
  let below = 0;
  const buckets = Array.from(counts, (count, i) => {
    below += count;
    return { name: `${name}_bucket`, labels: { ...labels, le: String(BOUNDS_S[i] ?? '+Inf') }, value: below };
  });
  const sum = { name: `${name}_sum`, labels, value: sumS };
  return [...buckets, sum, { name: `${name}_count`, labels, value: below }];
}
