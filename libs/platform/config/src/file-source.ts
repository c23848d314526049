import { type Effects, type Millis } from '@hansom/platform-context';

import { parseFile, readTexts, stateOf } from './layer-file.ts';
import { checkPlace, type LayerFile, layerFiles, type Place } from './layer-names.ts';
import { type Layer } from './layers.ts';
import { ConfigError } from './problem.ts';
import { type ConfigSource } from './source.ts';

export interface FileSourceOptions extends Place {
  effects: Pick<Effects, 'timers' | 'log'>;
}

const POLL: Millis = 1_000;

/**
 * Layers from JSON files: `base`, `<service>`, `<region>`, `<region>.<service>`, `<env>`, `<env>.<service>`, then
 * `city/<code>` and `city/<code>.<service>` for each city. A file that is not there is a layer that says nothing; a folder
 * that is not there is an error. Looks every second whether a file was written, added or removed; that they can no longer be
 * read is a change too, told once for each reason, and so is that they can be again.
 */
export function fileSource(options: FileSourceOptions): ConfigSource {
  checkPlace(options);
  const { timers, log } = options.effects;
  let loaded: string | undefined;
  /** Why they cannot be read, as it was told. */
  let reason: string | undefined;

  async function load(): Promise<readonly Layer[]> {
    const { files, state, texts } = await readAll(options).catch(refused);
    [loaded, reason] = [state, undefined];
    const parsed = files.map((file, i) => parseFile(file, texts[i]));
    const problems = parsed.flatMap((result) => result.problems);
    if (problems.length > 0) throw new ConfigError(problems);
    return parsed.flatMap((result) => result.layers);
  }

  function refused(cause: unknown): never {
    reason = String(cause);
    throw cause;
  }

  async function lookForChange(onChange: () => Promise<void>): Promise<void> {
    try {
      if (await isChanged()) await onChange();
    } catch (cause) {
      log.warn('a change of the configuration could not be dealt with', { folder: options.folder, cause });
    }
  }

  async function isChanged(): Promise<boolean> {
    const before = reason;
    try {
      // The state of a file does not tell whether it can be read: what could not be is read again.
      const state =
        before === undefined ? await stateOf(await layerFiles(options)) : (await readAll(options)).state;
      reason = undefined;
      return before !== undefined || state !== loaded;
    } catch (cause) {
      reason = String(cause);
      return reason !== before;
    }
  }

  function watch(onChange: () => Promise<void>): () => void {
    let stopped = false;
    let cancel = timers.after(POLL, look);
    function look(): void {
      void lookForChange(onChange).then(() => {
        if (!stopped) cancel = timers.after(POLL, look);
      });
    }
    return () => {
      stopped = true;
      cancel();
    };
  }

  return { load, watch };
}

async function readAll(
  place: Place,
): Promise<{ files: LayerFile[]; state: string; texts: (string | undefined)[] }> {
  const files = await layerFiles(place);
  // The state before the reading: what is written meanwhile makes another one.
  const state = await stateOf(files);
  return { files, state, texts: await readTexts(files) };
}
