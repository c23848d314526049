import { type Effects } from '@hansom/platform-context';
import { type z } from 'zod';

import { diff, type Difference } from './difference.ts';
import { type LastKnownGood } from './last-known-good.ts';
import { type Evaluation, evaluate, explain, layersFor, type Origin, type Snapshot } from './layers.ts';
import { ConfigError, type Problem } from './problem.ts';
import { type ConfigSource } from './source.ts';

/** The layered configuration of a service, always valid and frozen. Read it when it is needed; do not keep a copy. */
export interface Config<T> {
  readonly current: T;
  /** With the layers of that city, when it has any. */
  city(code: string): T;
  /** Each value under `path` with the layer it comes from. */
  explain(path?: string, city?: string): Origin[];
  /** Calls `listener` after each change, once for everywhere and once for each city. The returned function stops it. */
  onChange(listener: (change: Change<T>) => void): () => void;
  /** Why the newest documents are not in force. Empty when they are. */
  readonly problems: readonly Problem[];
  /** Stops watching. Values can still be read. */
  close(): void;
}

export interface Change<T> {
  /** The city whose values changed. Undefined: those of everywhere. */
  city: string | undefined;
  old: T;
  new: T;
  differences: readonly Difference[];
}

export interface ConfigOptions<T> {
  source: ConfigSource;
  schema: z.ZodType<T>;
  effects: Pick<Effects, 'log'>;
  lastKnownGood?: LastKnownGood;
}

/**
 * Reads the configuration, or its last known good copy when the source is away or has become invalid, and follows its
 * changes. An invalid document never replaces a good one. Rejects with a `ConfigError` that lists every problem when
 * there is no good one.
 */
export async function createConfig<T>(options: ConfigOptions<T>): Promise<Config<T>> {
  const fresh = await read(options);
  if (fresh.ok) await keepCopy(options, fresh.snapshot);
  const snapshot = fresh.ok ? fresh.snapshot : await lastGood(options, fresh);
  return new LiveConfig(options, snapshot, fresh.ok ? [] : fresh.problems);
}

class LiveConfig<T> implements Config<T> {
  private readonly listeners = new Set<(change: Change<T>) => void>();
  private readonly stopWatching: () => void;
  private closed = false;

  constructor(
    private readonly options: ConfigOptions<T>,
    private snapshot: Snapshot<T>,
    public problems: readonly Problem[],
  ) {
    this.stopWatching = options.source.watch(() => this.reload());
  }

  get current(): T {
    return this.snapshot.everywhere;
  }

  city(code: string): T {
    return valueFor(this.snapshot, code);
  }

  explain(path?: string, city?: string): Origin[] {
    return explain(layersFor(this.snapshot.layers, city), valueFor(this.snapshot, city), path);
  }

  onChange(listener: (change: Change<T>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.closed = true;
    this.stopWatching();
    this.listeners.clear();
  }

  private async reload(): Promise<void> {
    const fresh = await read(this.options);
    if (this.closed) return;
    this.problems = fresh.ok ? [] : fresh.problems;
    if (!fresh.ok)
      return this.options.effects.log.error('configuration refused', { problems: fresh.problems });
    const changes = changesBetween(this.snapshot, fresh.snapshot);
    this.snapshot = fresh.snapshot;
    for (const change of changes) this.announce(change);
    await keepCopy(this.options, fresh.snapshot);
  }

  private announce(change: Change<T>): void {
    const paths = change.differences.map(({ path }) => path);
    this.options.effects.log.info('configuration changed', { city: change.city, paths });
    for (const listener of this.listeners) this.tell(listener, change);
  }

  private tell(listener: (change: Change<T>) => void, change: Change<T>): void {
    try {
      listener(change);
    } catch (cause) {
      this.options.effects.log.error('a listener to the configuration failed', { city: change.city, cause });
    }
  }
}

type Refused = Extract<Evaluation<never>, { ok: false }> & { cause?: unknown };

/** A source may fail in any way its medium does: all of them are one more problem. */
async function read<T>({ source, schema }: ConfigOptions<T>): Promise<Evaluation<T> | Refused> {
  try {
    return evaluate(await source.load(), schema);
  } catch (cause) {
    if (cause instanceof ConfigError) return { ok: false, problems: [...cause.problems] };
    return { ok: false, problems: [{ path: '', rule: `cannot be read: ${String(cause)}` }], cause };
  }
}

async function lastGood<T>(options: ConfigOptions<T>, { problems, cause }: Refused): Promise<Snapshot<T>> {
  const layers = await readCopy(options);
  const kept = layers && evaluate(layers, options.schema);
  if (!kept?.ok) throw new ConfigError(problems, { cause });
  options.effects.log.error('configuration refused: the last known good one is in force', { problems });
  return kept.snapshot;
}

async function readCopy<T>({
  lastKnownGood,
  effects,
}: ConfigOptions<T>): Promise<Snapshot<T>['layers'] | undefined> {
  try {
    return await lastKnownGood?.read();
  } catch (cause) {
    effects.log.warn('cannot read the last known good configuration', { cause });
    return undefined;
  }
}

async function keepCopy<T>(
  { lastKnownGood, effects }: ConfigOptions<T>,
  { layers }: Snapshot<T>,
): Promise<void> {
  try {
    await lastKnownGood?.write(layers);
  } catch (cause) {
    effects.log.warn('cannot keep a copy of the configuration', { cause });
  }
}

function changesBetween<T>(before: Snapshot<T>, after: Snapshot<T>): Change<T>[] {
  const scopes = [undefined, ...new Set([...before.cities.keys(), ...after.cities.keys()])];
  return scopes
    .map((city) => ({ city, old: valueFor(before, city), new: valueFor(after, city) }))
    .map((change) => ({ ...change, differences: diff(change.old, change.new) }))
    .filter(({ differences }) => differences.length > 0);
}

function valueFor<T>({ cities, everywhere }: Snapshot<T>, city: string | undefined): T {
  return (city === undefined ? undefined : cities.get(city)) ?? everywhere;
}
