import { type Logger } from '@hansom/platform-context';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type EventCatalogue } from './catalogue.ts';

/** Events of types that a catalogue does not know, as a newer version of their owner makes: whoever listens passes over them. */
export class UnknownTypes {
  /** Events of such types so far. */
  count = 0;
  private readonly told = new Set<string>();

  constructor(
    private readonly events: EventCatalogue,
    private readonly log: Logger,
  ) {}

  /** Counts an event if its type is not known, and logs the first one of each type. */
  note({ id, type }: EventEnvelope): void {
    if (Object.hasOwn(this.events.types, type)) return;
    this.count += 1;
    if (this.told.has(type)) return;
    this.told.add(type);
    this.log.warn('events of a type that this version does not know are passed over', { event: id, type });
  }
}
