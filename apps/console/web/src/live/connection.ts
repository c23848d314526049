import { type ClientFrame, LIVE_CLOSE, type ServerFrame } from '../../../src/live/protocol.ts';

/** What a page needs of its browser to stay connected. */
export interface Browser {
  /** A connection that is being made. */
  open(city: string, heard: SocketListener): OpenSocket;
  /** Monotonic, real milliseconds. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  after(ms: number, act: () => void): Stop;
  /** When what was told has been shown; not while the page is hidden. */
  whenShown(act: () => void): void;
  hidden(): boolean;
  /** Calls whenever the page is hidden or seen again, and when the network comes back. */
  onChange(act: () => void): Stop;
}

export type Stop = () => void;

export interface OpenSocket {
  send(frame: ClientFrame): void;
  close(): void;
}

export interface SocketListener {
  opened(): void;
  told(frame: ServerFrame): void;
  /** Also where it never opened. */
  closed(code: number): void;
}

/** How the page stands to its city. */
export type LiveStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** `since`: monotonic, of the page. What is shown is as old. */
  | { readonly kind: 'lost'; readonly since: number }
  /** Nobody looks. */
  | { readonly kind: 'hidden' }
  /** It is no use to try again: sign in, or choose another city. */
  | { readonly kind: 'refused'; readonly why: 'signed-out' | 'no-city' };

export interface ConnectionEvents {
  status(status: LiveStatus): void;
  frame(frame: ServerFrame): void;
  /** What to tell the server that the page knows already. */
  known(): { epoch: string; revision: number } | undefined;
}

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
/** A tab that is only passed by on the way to another stays connected. */
const HIDDEN_FOR_MS = 5_000;
/** A connection on which nothing was heard for so long is not believed. */
const SILENT_FOR_MS = 20_000;

/**
 * Keeps one socket to a city: opens it, says which revision is known, tells what was read, and opens another when it is lost, at first soon and
 * then seldom, each time after a random share of the wait so that pages do not come back all at once. Hidden for 5 s it closes; seen again it resumes.
 */
export class Connection {
  private socket: OpenSocket | undefined;
  private status: LiveStatus = { kind: 'connecting' };
  private failures = 0;
  private waiting: Stop | undefined;
  private silence: Stop | undefined;
  private readonly unwatch: Stop;
  private over = false;

  constructor(
    private readonly city: string,
    private readonly browser: Browser,
    private readonly events: ConnectionEvents,
  ) {
    this.unwatch = browser.onChange(() => this.lookAround());
    if (browser.hidden()) this.become({ kind: 'hidden' });
    else this.connect();
  }

  close(): void {
    this.over = true;
    this.unwatch();
    this.drop();
  }

  private connect(): void {
    this.drop();
    const current = (): boolean => this.socket === socket;
    const socket: OpenSocket = this.browser.open(this.city, {
      opened: () => {
        const known = this.events.known();
        if (current()) socket.send({ type: 'hello', ...(known && { known }) });
      },
      told: (frame) => void (current() && this.told(frame, socket)),
      closed: (code) => void (current() && this.closed(code)),
    });
    this.socket = socket;
    this.listenForSilence();
  }

  private told(frame: ServerFrame, socket: OpenSocket): void {
    this.failures = 0;
    this.listenForSilence();
    this.events.frame(frame);
    if (this.status.kind !== 'live') this.become({ kind: 'live' });
    this.browser.whenShown(() => {
      if (this.socket === socket) socket.send({ type: 'read', revision: frame.revision });
    });
  }

  private closed(code: number): void {
    this.drop();
    const why = REFUSED[code];
    if (why) return this.become({ kind: 'refused', why });
    if (this.browser.hidden()) return this.become({ kind: 'hidden' });
    if (this.status.kind === 'live') this.become({ kind: 'lost', since: this.browser.now() });
    const longest = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS);
    this.failures += 1;
    this.waiting = this.browser.after(longest * (0.5 + this.browser.random() / 2), () => this.connect());
  }

  /** The page was hidden or seen, or the network came back. */
  private lookAround(): void {
    if (this.over || this.status.kind === 'refused') return;
    if (this.browser.hidden()) return this.leaveSoon();
    if (this.status.kind === 'hidden') this.become({ kind: 'connecting' });
    if (this.socket) return;
    this.failures = 0;
    this.connect();
  }

  private leaveSoon(): void {
    const leave = (): void => {
      if (this.over || !this.browser.hidden()) return;
      this.drop();
      this.become({ kind: 'hidden' });
    };
    this.browser.after(HIDDEN_FOR_MS, leave);
  }

  private listenForSilence(): void {
    this.silence?.();
    this.silence = this.browser.after(SILENT_FOR_MS, () => this.closed(LIVE_CLOSE.silent));
  }

  private drop(): void {
    const { socket } = this;
    this.socket = undefined; // first: what it says from now on is not heard
    this.waiting?.();
    this.silence?.();
    this.waiting = this.silence = undefined;
    socket?.close();
  }

  private become(status: LiveStatus): void {
    this.status = status;
    this.events.status(status);
  }
}

const REFUSED: Readonly<Record<number, 'signed-out' | 'no-city'>> = {
  [LIVE_CLOSE.signedOut]: 'signed-out',
  [LIVE_CLOSE.noCity]: 'no-city',
};
