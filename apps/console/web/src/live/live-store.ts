import { cityTimeAt } from './city-clock.ts';
import { afterFrame, type CityState } from './city-state.ts';
import { type Browser, Connection, type LiveStatus, type Stop } from './connection.ts';

/** What the page shows of its city, and how it stands to it. Never changed; the next is another object. */
export interface LiveView {
  readonly status: LiveStatus;
  /** Undefined until the first snapshot. Stays, and grows old, while the connection is lost. */
  readonly city: CityState | undefined;
}

/** One city, live: outside of React, so that what moves can be drawn without it. Connects with the first who listens, and leaves with the last. */
export class LiveStore {
  private view: LiveView = { status: { kind: 'connecting' }, city: undefined };
  private readonly listeners = new Set<() => void>();
  private connection: Connection | undefined;
  private leaving: Stop | undefined;

  constructor(
    readonly code: string,
    private readonly browser: Browser,
  ) {}

  readonly get = (): LiveView => this.view;

  /** Calls after each change. */
  readonly subscribe = (listener: () => void): Stop => {
    this.listeners.add(listener);
    this.leaving?.();
    this.connection ??= this.connect();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.leave();
    };
  };

  /** City time; undefined before it is known. */
  cityTime(): number | undefined {
    const { city } = this.view;
    return city && cityTimeAt(city.clock, this.browser.now());
  }

  private connect(): Connection {
    return new Connection(this.code, this.browser, {
      status: (status) => this.show({ ...this.view, status }),
      frame: (frame) => {
        this.show({ ...this.view, city: afterFrame(this.view.city, frame, this.browser.now()) });
      },
      known: () => this.view.city && { epoch: this.view.city.epoch, revision: this.view.city.revision },
    });
  }

  /** Not at once: from one view to the next all stop listening for a moment. */
  private leave(): void {
    this.leaving = this.browser.after(0, () => {
      this.connection?.close();
      this.connection = undefined;
    });
  }

  private show(view: LiveView): void {
    this.view = view;
    for (const listener of this.listeners) listener();
  }
}
