import {
  capacityCheck,
  configCheck,
  createHealth,
  type Health,
  type Refusals,
  watchRefusals,
} from '@hansom/platform-health';
import { type Limiter, limiter, measureLoopLag } from '@hansom/platform-limits';
import { createTelemetry, type Telemetry } from '@hansom/platform-telemetry';

import { type PlatformSettings } from './settings.ts';
import { type Starting } from './start-service.ts';

/** What watches over one service. */
export interface Instruments {
  readonly telemetry: Telemetry;
  readonly health: Health;
  readonly limits: Limiter;
  readonly refusals: Refusals;
}

/** The instruments of one service, with the checks that every service has. They end with its life-cycle. */
export function createInstruments(
  { identity, instance, effects, lifeCycle }: Starting,
  { settings, configProblems }: { settings: PlatformSettings; configProblems: () => readonly unknown[] },
): Instruments {
  const telemetry = createTelemetry({
    identity: { ...identity, instance },
    effects,
    sampling: () => settings.traceShare,
    otlp: settings.otlpUrl === undefined ? undefined : { url: settings.otlpUrl },
  });
  lifeCycle.add('telemetry', () => telemetry.close());
  const loop = measureLoopLag(effects);
  lifeCycle.add('loop lag', () => loop.close());
  const limits = limiter({ service: identity.name, effects, loopLag: loop.lag });
  const refusals = watchRefusals();
  const health = createHealth({ effects });
  lifeCycle.add('health', () => health.close());
  health.add(
    configCheck(() => (configProblems().length > 0 ? 'the last configuration was refused' : undefined)),
  );
  health.add(capacityCheck(() => limits.figures()));
  health.add(refusals.check);
  health.add(refusals.unreachable);
  return { telemetry, health, limits, refusals };
}
