import {
  type Clock,
  type Millis,
  type Monotonic,
  type MonotonicInstant,
  type Timers,
} from '@hansom/platform-context';
import { type ServerFrame, type Socket } from '@hansom/platform-sockets';

export type EventFrame = Extract<ServerFrame, { type: 'event' }>;
type LatestFrame = Extract<ServerFrame, { type: 'latest' }>;

export interface StreamsOptions {
  /** This life of the process: what its streams' own begin with. */
  epoch: string;
  clock: Clock;
  monotonic: Monotonic;
  timers: Timers;
  config(): {
    heartbeatMs: Millis;
    replay: { events: number; keptMs: Millis };
    positionEveryMs: Millis;
  };
}

/** What happened, for one person. */
export interface Told {
  event: string;
  /** Domain time. */
  at: Date;
  data: unknown;
}

/** Something of which only the latest counts. */
export interface ToldLatest extends Told {
  /** Whether it is still theirs to know when its time has come. */
  holds(): boolean;
}

/** One person's events, numbered, and the connections on which they are told. */
interface Stream {
  /** Its numbers mean nothing in another, that of the same person before it was forgotten included. */
  epoch: string;
  seq: number;
  log: { frame: EventFrame; since: MonotonicInstant }[];
  sockets: Set<Socket>;
  /** What is to be told when its time has come: the latest of each kind. */
  latest: Map<string, { frame: LatestFrame; holds(): boolean }>;
  lastLatest: Map<string, MonotonicInstant>;
}

/** Persons who are remembered at the most; beyond, whoever has been away for longest is forgotten. */
const MOST_STREAMS = 100_000;

/**
 * What each person is told: numbered events, kept for a while so that an app that lost its connection hears what it missed, and positions,
 * of which only the latest counts. In memory: an app that cannot be told what it missed reads the whole state again.
 */
export class Streams {
  private readonly streams = new Map<string, Stream>();
  /** Who is away, and since when: whoever left first comes first. */
  private readonly away = new Map<string, MonotonicInstant>();
  private made = 0;

  constructor(
    private readonly options: StreamsOptions,
    private readonly most = MOST_STREAMS,
  ) {}

  /** Persons who listen now, or did lately. */
  get count(): number {
    return this.streams.size;
  }

  /** Connects an app: it is greeted, and told what it missed if that is still known. The returned function takes it off again. */
  join(person: string, socket: Socket, resume?: { epoch: string; lastSeq: number }): () => void {
    const stream = this.streamOf(person);
    const missed = resume && this.missedBy(stream, resume);
    socket.send(this.hello(stream, missed !== undefined));
    for (const frame of missed ?? []) socket.send(frame);
    stream.sockets.add(socket);
    this.away.delete(person);
    return () => {
      if (stream.sockets.delete(socket) && stream.sockets.size === 0)
        this.away.set(person, this.options.monotonic.now());
    };
  }

  /** Tells a person what happened. Who has not listened for a while is told nothing, and reads the state on coming back. */
  tell(person: string, { event, at, data }: Told): void {
    const stream = this.streams.get(person);
    if (!stream) return;
    stream.seq += 1;
    const frame: EventFrame = { type: 'event', seq: stream.seq, event, at: at.toISOString(), data };
    stream.log.push({ frame, since: this.options.monotonic.now() });
    this.trim(stream);
    for (const socket of stream.sockets) socket.send(frame);
  }

  /** Tells a person something of which only the latest counts: not more often than configured. */
  tellLatest(person: string, { event, at, data, holds }: ToldLatest): void {
    const stream = this.streams.get(person);
    if (!stream || stream.sockets.size === 0) return;
    const frame: LatestFrame = { type: 'latest', event, at: at.toISOString(), data };
    const waits = stream.latest.has(event);
    stream.latest.set(event, { frame, holds });
    if (waits) return;
    const { monotonic, timers, config } = this.options;
    const due = (stream.lastLatest.get(event) ?? -Infinity) + config().positionEveryMs - monotonic.now();
    if (due <= 0) this.flush(stream, event);
    else timers.after(due, () => this.flush(stream, event));
  }

  /** The event that a person was told under that number, if it is still known. */
  eventOf(person: string, seq: number): EventFrame | undefined {
    return this.streams.get(person)?.log.find(({ frame }) => frame.seq === seq)?.frame;
  }

  /** Forgets persons who have not listened for as long as events are kept. */
  forget(): void {
    const before = this.options.monotonic.now() - this.options.config().replay.keptMs;
    for (const [person, since] of this.away) {
      if (since >= before) return;
      this.drop(person);
    }
  }

  private streamOf(person: string): Stream {
    const known = this.streams.get(person);
    if (known) return known;
    if (this.streams.size >= this.most) this.forgetOne();
    this.made += 1;
    const stream: Stream = {
      epoch: `${this.options.epoch}.${this.made}`,
      ...{ seq: 0, log: [], sockets: new Set(), latest: new Map(), lastLatest: new Map() },
    };
    this.streams.set(person, stream);
    return stream;
  }

  private forgetOne(): void {
    const [first] = this.away.keys();
    if (first !== undefined) this.drop(first);
  }

  private drop(person: string): void {
    this.away.delete(person);
    this.streams.delete(person);
  }

  /** What came after the number that the app saw last; undefined when that cannot be told. */
  private missedBy(
    stream: Stream,
    { epoch, lastSeq }: { epoch: string; lastSeq: number },
  ): EventFrame[] | undefined {
    if (epoch !== stream.epoch || lastSeq > stream.seq) return undefined;
    this.trim(stream);
    const missed = stream.log.map(({ frame }) => frame).filter(({ seq }) => seq > lastSeq);
    return missed.length === stream.seq - lastSeq ? missed : undefined;
  }

  private trim(stream: Stream): void {
    const { events, keptMs } = this.options.config().replay;
    const before = this.options.monotonic.now() - keptMs;
    while (stream.log.length > events || (stream.log[0] && stream.log[0].since < before)) stream.log.shift();
  }

  private flush(stream: Stream, event: string): void {
    const waiting = stream.latest.get(event);
    stream.latest.delete(event);
    if (!waiting?.holds()) return;
    stream.lastLatest.set(event, this.options.monotonic.now());
    for (const socket of stream.sockets) socket.send(waiting.frame);
  }

  private hello({ epoch, seq }: Stream, resumed: boolean): ServerFrame {
    const { clock, config } = this.options;
    const { heartbeatMs } = config();
    const now = new Date(clock.now()).toISOString();
    return { type: 'hello', epoch, seq, resumed, heartbeatMs, now, speed: clock.speed };
  }
}
