import { type Effects, type Millis } from '@hansom/platform-context';

import { parseFile, readText, stateOf } from './layer-file.ts';
import { checkPlace, layerFiles, type Place } from './layer-names.ts';
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
 * that is not there is an error. Looks every second whether a file was written, added or removed.
 */
export function fileSource(options: FileSourceOptions): ConfigSource {
  checkPlace(options);
  const { timers, log } = options.effects;
  let loaded: string | undefined;

  async function load(): Promise<readonly Layer[]> {
    const files = await layerFiles(options);
    // The state before the reading: what is written meanwhile makes another one.
    const state = await stateOf(files);
    const texts = await Promise.all(files.map(readText));
    loaded = state;
    const parsed = files.map((file, i) => parseFile(file, texts[i]));
    const problems = parsed.flatMap((result) => result.problems);
    if (problems.length > 0) throw new ConfigError(problems);
    return parsed.flatMap((result) => result.layers);
  }

  async function lookForChange(onChange: () => Promise<void>): Promise<void> {
    try {
      if ((await stateOf(await layerFiles(options))) !== loaded) await onChange();
    } catch (cause) {
      log.warn('cannot look for changes of the configuration', { folder: options.folder, cause });
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
