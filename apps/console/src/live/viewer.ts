import { z } from '@hansom/platform-config';
import { type Millis, type Monotonic, type MonotonicInstant } from '@hansom/platform-context';
import { type Socket, type SocketPeer } from '@hansom/platform-sockets';

import { type Frames } from './frames.ts';
import { type LiveCity } from './live-city.ts';
import { LIVE_CLOSE } from './protocol.ts';

const revision = z.int().min(0);

/** What the page may send. */
const FromClient = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    known: z.strictObject({ epoch: z.string().max(100), revision }).optional(),
  }),
  z.strictObject({ type: z.literal('read'), revision }),
]);

/** Nobody is told more often. Real time. */
const EVERY_MS: Millis = 250;
/** So that a page knows that it is still connected, where nothing happens. */
const SIGN_OF_LIFE_MS: Millis = 5_000;
/** Who has not read a frame, or said hello, for so long does not look. */
const PATIENCE_MS: Millis = 60_000;

export interface ViewerOptions {
  readonly city: LiveCity;
  /** Of the revisions of this city in this life of the server. */
  readonly epoch: string;
  readonly monotonic: Monotonic;
  ended(viewer: Viewer): void;
}

/** One page that looks at a city. It has at most one frame that it has not read; the next tells it all that changed meanwhile. */
export class Viewer implements SocketPeer {
  /** The revision up to which the page has shown everything. */
  private known: number | undefined;
  /** The revision of the frame that it has not read. */
  private unread: number | undefined;
  private greeted = false;
  private told: MonotonicInstant;

  constructor(
    private readonly socket: Pick<Socket, 'sendText' | 'close'>,
    private readonly options: ViewerOptions,
  ) {
    this.told = options.monotonic.now();
    options.city.viewers += 1;
  }

  get city(): LiveCity {
    return this.options.city;
  }

  get epoch(): string {
    return this.options.epoch;
  }

  received(text: string): void {
    const frame = FromClient.safeParse(parsed(text)).data;
    if (frame?.type === 'hello' && !this.greeted) this.greet(frame.known);
    else if (frame?.type === 'read' && frame.revision === this.unread) this.read(frame.revision);
    else this.socket.close(LIVE_CLOSE.badFrame, 'this frame has no place here');
  }

  closed(): void {
    this.city.viewers -= 1;
    this.options.ended(this);
  }

  end(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Tells the page what it does not know, if it has read what it was told, and not too soon after that. */
  show(frames: Frames): number {
    const silentMs = this.options.monotonic.now() - this.told;
    if (!this.greeted || this.unread !== undefined) {
      if (silentMs > PATIENCE_MS) this.end(LIVE_CLOSE.silent, 'it does not read');
      return 0;
    }
    const isNews = !frames.isLatest(this.known);
    if (this.known !== undefined && silentMs < (isNews ? EVERY_MS : SIGN_OF_LIFE_MS)) return 0;
    const { revision: next, bytes } = frames.after(this.known);
    if (!this.socket.sendText(bytes)) return 0;
    this.unread = next;
    this.told = this.options.monotonic.now();
    return bytes.length;
  }

  private greet(known: { epoch: string; revision: number } | undefined): void {
    this.greeted = true;
    if (known?.epoch === this.epoch) this.known = known.revision;
  }

  private read(upTo: number): void {
    this.known = upTo;
    this.unread = undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
