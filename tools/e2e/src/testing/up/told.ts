/** What `./hansom up --json` tells, as far as it matters here. */
type Line =
  | { readonly kind: 'started'; readonly name: string; readonly pid: number }
  | { readonly kind: 'serving'; readonly name: string }
  | { readonly kind: 'failed'; readonly name: string; readonly why: string }
  | { readonly kind: 'ready' | 'stopping' | 'ended' }
  | { readonly kind: 'log'; readonly of: string; readonly line: unknown };

/** An error that a service logged. */
export interface LoggedError {
  readonly of: string;
  readonly message: string;
  /** The whole line. */
  readonly text: string;
}

/** Keeps account of a fleet by what its supervisor prints. */
export class Told {
  readonly errors: LoggedError[] = [];
  /** Why processes ended that nobody had told to. */
  readonly failures: string[] = [];
  isReady = false;
  private readonly pids = new Map<string, number>();
  private readonly serving = new Set<string>();

  /** Takes a line. */
  hear(text: string): void {
    const line = JSON.parse(text) as Line; // our own program wrote it
    switch (line.kind) {
      case 'started':
        this.pids.set(line.name, line.pid);
        this.serving.delete(line.name);
        return;
      case 'serving':
        this.serving.add(line.name);
        return;
      case 'failed':
        this.serving.delete(line.name);
        this.failures.push(`${line.name}: ${line.why}`);
        return;
      case 'ready':
        this.isReady = true;
        return;
      case 'log':
        this.logged(line.of, line.line);
    }
  }

  /** As in `booking-1`. */
  get names(): string[] {
    return [...this.pids.keys()].sort();
  }

  pidOf(name: string): number {
    const pid = this.pids.get(name);
    if (pid === undefined) throw new Error(`${name} was never started`);
    return pid;
  }

  /** Whether its newest process takes calls. */
  serves(name: string): boolean {
    return this.serving.has(name);
  }

  private logged(of: string, line: unknown): void {
    if (typeof line !== 'object' || line === null) return;
    const { level, message } = line as { level?: unknown; message?: unknown };
    if (level === 'error') this.errors.push({ of, message: String(message), text: JSON.stringify(line) });
  }
}

/** `3 booking: it broke`, the most frequent first. */
export function byMessage(errors: readonly LoggedError[]): string[] {
  const counts = new Map<string, number>();
  for (const { of, message } of errors) {
    const what = `${of}: ${message}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([what, count]) => `${count} ${what}`);
}
