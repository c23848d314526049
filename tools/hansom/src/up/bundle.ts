import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { describeSettings, type SettingRow, z } from '@hansom/platform-config';
import { platformSettings, SETTINGS_PREFIX } from '@hansom/platform-runtime';

import { loadService, UsageError } from '../services.ts';

/** What instances of a service are started from. */
export interface Bundle {
  readonly service: string;
  /** Tells it from others of that service. Undefined: it is that of this workspace. */
  readonly release?: string;
  readonly file: string;
  /** All settings that it reads, the platform's too. */
  readonly settings: readonly SettingRow[];
}

/** The bundle of a service of this workspace: made by `ensureBundles`. */
export async function ownBundle(service: string): Promise<Bundle> {
  const { settings } = await loadService(service);
  const all = platformSettings.extend(settings.shape);
  return { service, file: fileOf(service), settings: describeSettings(all, SETTINGS_PREFIX) };
}

const settingRow = z.object({
  name: z.string(),
  type: z.string(),
  default: z.string(),
  description: z.string(),
});
const description = z.object({ name: z.string(), version: z.string(), settings: z.array(settingRow) });

/** A bundle that was built elsewhere, asked what it is. Throws a `UsageError` when it is not that service. */
export async function foreignBundle(service: string, file: string): Promise<Bundle> {
  if (!existsSync(file)) throw new UsageError(`there is no bundle ${file}`);
  const { data } = description.safeParse(parsed(await described(file)));
  if (!data) throw new UsageError(`${file} is no bundle of a service: it does not say what it is`);
  if (data.name !== service) throw new UsageError(`${file} is a bundle of ${data.name}, not of ${service}`);
  return { service, release: data.version, file: path.resolve(file), settings: data.settings };
}

/** Builds the bundles that are missing, or older than their sources. Throws a `UsageError` that says which cannot be built. */
export async function ensureBundles(services: readonly string[]): Promise<void> {
  const script = 'tools/workspace/fresh-bundles.mjs';
  const args = [script, ...services.map((service) => `apps/${service}`)];
  const builder = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  builder.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(builder, 'close')) as [number | null];
  if (code !== 0) throw new UsageError(`nothing was started, as not all can be built:\n${said.trimEnd()}`);
}

function fileOf(service: string): string {
  return path.resolve('dist/apps', service, 'main.cjs');
}

const DESCRIBING_MS = 20_000;

function described(file: string): Promise<string> {
  return new Promise((resolve) => {
    const options = { timeout: DESCRIBING_MS };
    execFile(process.execPath, [file, '--describe'], options, (_, stdout) => resolve(stdout));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // it said something else
  }
}
