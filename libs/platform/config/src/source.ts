import { type Layer } from './layers.ts';

/** Where layers come from: files here, the config service later. */
export interface ConfigSource {
  /** All layers in their order, those of cities last. Rejects with a `ConfigError` for documents that cannot be read. */
  load(): Promise<readonly Layer[]>;
  /**
   * Calls `onChange` within 2 s of a change since the last `load`, and never again before its promise settles. That layers
   * cannot be read is a change, once for each reason; so is that they can be again. The returned function stops it.
   */
  watch(onChange: () => Promise<void>): () => void;
}
