import { type Logger } from '@hansom/platform-context';

interface Closer {
  name: string;
  close: () => Promise<void> | void;
}

/**
 * What was started, to be closed in reverse order. Closing is idempotent, goes on after a failure, and ends with one
 * error that names everything that failed.
 */
export class LifeCycle {
  private readonly closers: Closer[] = [];
  private closing: Promise<void> | undefined;

  constructor(private readonly log: Logger) {}

  /** Registers how to close something that has just been started. */
  add(name: string, close: Closer['close']): void {
    if (this.closing) throw new Error(`${name} was started while its service stops`);
    this.closers.push({ name, close });
  }

  close(): Promise<void> {
    this.closing ??= this.closeAll();
    return this.closing;
  }

  private async closeAll(): Promise<void> {
    const failures: unknown[] = [];
    // In order on purpose: what was started last may use what was started before it.
    for (const { name, close } of this.closers.reverse()) {
      try {
        await close();
      } catch (error) {
        this.log.error('closing failed', { part: name, error });
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some parts did not close');
  }
}
