import { type EventEnvelope } from '@hansom/platform-schedule';

import { type Bus } from '../bus.ts';

export interface RecordingBus extends Bus {
  /** What was published so far. */
  readonly events: readonly EventEnvelope[];
}

/** A bus that also keeps what is published. */
export function recordingBus(inner: Bus): RecordingBus {
  const events: EventEnvelope[] = [];
  return {
    events,
    publish: (envelope) => {
      events.push(envelope);
      return inner.publish(envelope);
    },
    subscribe: (topic, audience, deliver) => inner.subscribe(topic, audience, deliver),
    onReset: (action) => inner.onReset(action),
    close: () => inner.close(),
  };
}
