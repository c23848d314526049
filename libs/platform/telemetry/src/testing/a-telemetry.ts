import { type Effects } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';

import { type Telemetry, telemetryWith } from '../telemetry.ts';
import { type Span } from '../trace/span.ts';

export interface ATelemetryOptions {
  /** The service. Default: `spec`. */
  name?: string;
  /** Default: fakes. */
  effects?: Effects;
  /** Default: 1, everything is traced. */
  sampling?: number;
  /** Where spans go. Give the same to several services to see whole traces. Default: a list of its own. */
  spans?: Span[];
}

export interface ATelemetry extends Telemetry {
  /** In the order of their ends. */
  readonly spans: readonly Span[];
}

/** The telemetry of a service in a spec, with its spans to look at. */
export function aTelemetry(options: ATelemetryOptions = {}): ATelemetry {
  const { name = 'spec', effects = fakeEffects(), sampling = 1, spans = [] } = options;
  const sink = {
    push: (span: Span) => void spans.push(span),
    metrics: () => [],
    close: async () => undefined,
  };
  const identity = { name, version: '20260105080000', instance: `${name}-1` };
  return { ...telemetryWith({ identity, effects, sampling: () => sampling }, sink), spans };
}
