import { type EventEnvelope, type EventSink } from '../envelope.ts';

export interface CollectingSink extends EventSink {
  /** In the order in which they were published. */
  readonly events: readonly EventEnvelope[];
  /** Versions of one aggregate, in the order in which they were published. */
  versionsOf(key: string): number[];
  /** Refuses what `refuses` says, until told otherwise. */
  refuse(refuses: (envelope: EventEnvelope) => boolean): void;
}

/** Keeps what is published. */
export function collectingSink(): CollectingSink {
  const events: EventEnvelope[] = [];
  let refuses: (envelope: EventEnvelope) => boolean = () => false;
  return {
    events,
    versionsOf: (key) => events.filter((event) => event.key === key).map(({ version }) => version),
    refuse: (by) => {
      refuses = by;
    },
    publish: async (envelope) => {
      if (refuses(envelope)) throw new Error(`refused ${envelope.id}`);
      events.push(envelope);
    },
  };
}
