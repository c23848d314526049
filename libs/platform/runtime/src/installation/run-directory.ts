import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { type Effects, type Millis } from '@hansom/platform-context';

import { isSystemError } from '../system-error.ts';

/** A service instance that can be called. */
export interface Instance {
  service: string;
  instance: string;
  version: string;
  /** host:port */
  address: string;
  pid: number;
}

/** Tells the others that an instance is there. */
export interface Registry {
  /** The returned function withdraws it again; idempotent. */
  register(instance: Instance): Promise<() => Promise<void>>;
}

/** How long after a change at the latest every process has seen it. */
export const PROPAGATION_MS: Millis = 250;

/**
 * Processes of one machine find each other by files `<folder>/<service>/<instance>.json`. A file whose process is gone
 * does not count. It serves until the control plane (`traffic`) takes its place behind the same two ports.
 */
export class RunDirectory implements Registry {
  constructor(
    private readonly folder: string,
    private readonly effects: Effects,
  ) {}

  async register(instance: Instance): Promise<() => Promise<void>> {
    const folder = path.join(this.folder, instance.service);
    const file = path.join(folder, `${instance.instance}.json`);
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.tmp`, JSON.stringify(instance), { mode: 0o600 });
    await rename(`${file}.tmp`, file);
    return () => rm(file, { force: true });
  }

  /** The live instances of a service, or of all, by service and instance. Files of dead processes are removed. */
  async list(service?: string): Promise<Instance[]> {
    const services = service === undefined ? await entriesOf(this.folder) : [service];
    const lists = await Promise.all(services.sort().map((name) => this.listOne(name)));
    return lists.flat();
  }

  /** Calls `onChange` with the addresses of a service's live instances: at once, and after every change. */
  watch(service: string, onChange: (addresses: readonly string[]) => void): () => void {
    const stop = new AbortController();
    void this.poll(service, onChange, stop.signal);
    return () => stop.abort();
  }

  private async poll(
    service: string,
    onChange: (addresses: readonly string[]) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let last: string | undefined;
    while (!signal.aborted) {
      const addresses = (await this.list(service)).map((instance) => instance.address).sort();
      const seen = addresses.join(',');
      if (seen !== last && !signal.aborted) onChange(addresses);
      last = seen;
      await this.effects.timers.sleep(PROPAGATION_MS, signal);
    }
  }

  private async listOne(service: string): Promise<Instance[]> {
    const folder = path.join(this.folder, service);
    const files = (await entriesOf(folder)).filter((name) => name.endsWith('.json')).sort();
    const instances = await Promise.all(files.map((name) => this.readLive(path.join(folder, name))));
    return instances.filter((instance) => instance !== undefined);
  }

  private async readLive(file: string): Promise<Instance | undefined> {
    const content = await readFile(file, 'utf8').catch(absent);
    if (content === undefined) return undefined;
    const instance = parseInstance(content);
    if (instance && isAlive(instance.pid)) return instance;
    this.effects.log.debug('removing the file of a dead instance', { file });
    await rm(file, { force: true });
    return undefined;
  }
}

function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => absent(error) ?? []);
}

/** Turns "no such file" into undefined; anything else is thrown on. */
function absent(error: unknown): undefined {
  if (isSystemError(error, 'ENOENT')) return undefined;
  throw error;
}

function parseInstance(content: string): Instance | undefined {
  try {
    const { service, instance, version, address, pid } = JSON.parse(content) as Partial<Instance>;
    if (!service || !instance || !version || !address || !pid) return undefined;
    return { service, instance, version, address, pid };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return isSystemError(error, 'EPERM');
  }
}
