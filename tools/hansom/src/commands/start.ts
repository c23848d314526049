import { mkdirSync } from 'node:fs';
import path from 'node:path';

import {
  type Installation,
  openInstallation,
  type RunningService,
  type ServiceDefinition,
  startService,
} from '@hansom/platform-runtime';

import { loadService, SERVICES } from '../services.ts';

interface StartOptions {
  data: string;
  store: 'embedded' | 'memory';
  speed: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  untilReady?: boolean;
}

/** Runs services in this process until it is told to stop. Each has its own log file under `<data>/logs`. */
export async function start(names: readonly string[], options: StartOptions): Promise<void> {
  const definitions = await Promise.all((names.length > 0 ? names : Object.keys(SERVICES)).map(loadService));
  const installation = open(options);
  const stopped = stopSignal();
  try {
    await run(definitions, installation, options.untilReady ? Promise.resolve('ready') : stopped);
  } finally {
    await installation.close();
  }
}
