import { type Millis } from '@hansom/platform-context';

/** What a run came to. Spans are real time, from the start of the process. */
export interface RunSummary {
  readonly msToAllHealthy: Millis | null;
  readonly msToFirstRide: Millis | null;
  readonly peakMemoryMb: number;
  /** Completed ones. */
  readonly rides: number;
}

/** Notes when things happen for the first time. */
export class RunRecord {
  private msToAllHealthy: Millis | null = null;
  private msToFirstRide: Millis | null = null;
  private rides = 0;

  constructor(private readonly process: { uptimeMs(): Millis; peakMemoryMb(): number }) {}

  get wasHealthy(): boolean {
    return this.msToAllHealthy !== null;
  }

  healthy(): void {
    this.msToAllHealthy ??= this.process.uptimeMs();
  }

  completed(rides: number): void {
    this.rides = rides;
    if (rides > 0) this.msToFirstRide ??= this.process.uptimeMs();
  }

  summary(): RunSummary {
    const { msToAllHealthy, msToFirstRide, rides } = this;
    return { msToAllHealthy, msToFirstRide, peakMemoryMb: this.process.peakMemoryMb(), rides };
  }
}
