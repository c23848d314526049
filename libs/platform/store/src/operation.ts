import { type ReadLevel } from './engine.ts';

/** One call of an engine as a simulator, an explorer or a trace sees it. */
export interface Operation {
  process: string;
  service: string;
  kind:
    | 'get'
    | 'range'
    | 'put'
    | 'delete'
    | 'insertIfAbsent'
    | 'compareAndSet'
    | 'readState'
    | 'readEvent'
    | 'readEvents'
    | 'commit'
    | 'raiseFence';
  /** Name of the table or aggregate. */
  target: string;
  /** For a person: canonical text of the key or partition, or an aggregate's id, `id#version` for an event. */
  key: string;
  writes: boolean;
  conditional: boolean;
  level?: ReadLevel;
  /** What else the call was given. */
  detail?: unknown;
}
