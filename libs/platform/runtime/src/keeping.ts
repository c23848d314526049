import { type EventSource } from '@hansom/platform-bus';
import { type Engine } from '@hansom/platform-store';

import { type Installation } from './installation/installation.ts';
import { type Instruments } from './instruments.ts';
import { checkKept, keepsOf, type ServiceKeeps } from './keeps.ts';
import { type Starting } from './start-service.ts';

/** What a service keeps. */
export interface Keeping {
  /** Its engine: one, opened when first asked for. Throws a TypeError for what the service does not say it keeps. */
  engine(...names: readonly string[]): Promise<Engine>;
  /** Its aggregates, by kind, as those who listen to them see them. */
  readonly sources: Map<string, EventSource>;
}

export function keepingOf(
  { identity, lifeCycle }: Starting,
  installation: Installation,
  { definition, instruments }: { definition: { keeps?: ServiceKeeps }; instruments: Instruments },
): Keeping {
  const keeps = keepsOf(definition);
  let engine: Promise<Engine> | undefined;
  return {
    engine: async (...names) => {
      checkKept(identity.name, keeps, names);
      return (engine ??= open());
    },
    sources: new Map(),
  };

  async function open(): Promise<Engine> {
    const store = await installation.store();
    const opened = await store.open(identity.name, keeps);
    lifeCycle.add('store', () => opened.close());
    for (const check of store.checks(identity.name)) instruments.health.add(check);
    return instruments.telemetry.engine(opened, store.system);
  }
}
