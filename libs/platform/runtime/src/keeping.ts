import { type EventSource } from '@hansom/platform-bus';
import { type Engine } from '@hansom/platform-store';

import { type Installation } from './installation/installation.ts';
import { type Instruments } from './instruments.ts';
import { type Starting } from './start-service.ts';

/** What a service keeps. */
export interface Keeping {
  /** Its engine: one, opened when first asked for. */
  engine(): Promise<Engine>;
  /** Its aggregates, by kind, as those who listen to them see them. */
  readonly sources: Map<string, EventSource>;
}

export function keepingOf(
  { identity, lifeCycle }: Starting,
  installation: Installation,
  { telemetry }: Instruments,
): Keeping {
  let engine: Promise<Engine> | undefined;
  return { engine: () => (engine ??= open()), sources: new Map() };

  async function open(): Promise<Engine> {
    const opened = await (await installation.store()).open(identity.name);
    lifeCycle.add('store', () => opened.close());
    return telemetry.engine(opened);
  }
}
