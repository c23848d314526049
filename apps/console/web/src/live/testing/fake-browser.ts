import { type ClientFrame, type ServerFrame } from '../../../../src/live/protocol.ts';
import { type Browser, type OpenSocket, type SocketListener, type Stop } from '../connection.ts';

/** A connection whose other end is the spec. */
export class FakeSocket implements OpenSocket {
  readonly sent: ClientFrame[] = [];
  closed = false;

  constructor(
    readonly city: string,
    private readonly heard: SocketListener,
  ) {}

  send(frame: ClientFrame): void {
    this.sent.push(frame);
  }

  close(): void {
    this.closed = true;
  }

  opens(): void {
    this.heard.opened();
  }

  tells(frame: ServerFrame): void {
    this.heard.told(frame);
  }

  closes(code: number): void {
    this.heard.closed(code);
  }
}

/** A browser whose time, network and eyes are the spec's. */
export class FakeBrowser implements Browser {
  readonly sockets: FakeSocket[] = [];
  private moment = 0;
  private away = false;
  private timers: { at: number; act: () => void }[] = [];
  private unshown: (() => void)[] = [];
  private readonly watchers = new Set<() => void>();

  constructor(private readonly facts: { random?: number } = {}) {}

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  }

  open(city: string, heard: SocketListener): OpenSocket {
    const socket = new FakeSocket(city, heard);
    this.sockets.push(socket);
    return socket;
  }

  now(): number {
    return this.moment;
  }

  random(): number {
    return this.facts.random ?? 1;
  }

  after(ms: number, act: () => void): Stop {
    const timer = { at: this.moment + ms, act };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  }

  whenShown(act: () => void): void {
    this.unshown.push(act);
  }

  hidden(): boolean {
    return this.away;
  }

  onChange(act: () => void): Stop {
    this.watchers.add(act);
    return () => this.watchers.delete(act);
  }

  pass(ms: number): void {
    const end = this.moment + ms;
    for (let due = this.due(end); due; due = this.due(end)) {
      this.timers = this.timers.filter((timer) => timer !== due);
      this.moment = due.at;
      due.act();
    }
    this.moment = end;
  }

  /** How long it takes until it tries again. */
  untilNextSocket(): number {
    const [since, count] = [this.moment, this.sockets.length];
    while (this.sockets.length === count) this.pass(10);
    return this.moment - since;
  }

  shows(): void {
    for (const act of this.unshown.splice(0)) act();
  }

  hide(): void {
    this.away = true;
    this.changes();
  }

  see(): void {
    this.away = false;
    this.changes();
  }

  changes(): void {
    for (const act of this.watchers) act();
  }

  private due(until: number): { at: number; act: () => void } | undefined {
    return this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}
