import { type IncomingMessage } from 'node:http';

import { type Effects } from '@hansom/platform-context';
import { type CookieIdentity, cookieOf, isSameOrigin } from '@hansom/platform-http';
import { type Admission, type Socket, UpgradeSockets } from '@hansom/platform-sockets';

import { Frames } from './frames.ts';
import { type LiveCities } from './live-cities.ts';
import { LiveCity } from './live-city.ts';
import { LIVE_CLOSE } from './protocol.ts';
import { Viewer } from './viewer.ts';

export interface LiveSocketsOptions {
  cities: LiveCities;
  /** Tells by the cookie of a session who looks; undefined once it has ended. */
  cookie: Pick<CookieIdentity, 'name' | 'identify'>;
  /** This life of the server. */
  epoch: string;
  effects: Pick<Effects, 'clock' | 'monotonic' | 'timers' | 'log'>;
}

const PATH = '/v1/live';
const MOST_VIEWERS = 200;
/** Of what a page says. */
const MOST_FRAME_BYTES = 1_024;

interface Refusal {
  readonly code: number;
  readonly reason: string;
}

const SIGNED_OUT: Refusal = { code: LIVE_CLOSE.signedOut, reason: 'sign in' };
const NO_CITY: Refusal = { code: LIVE_CLOSE.noCity, reason: 'no such city' };

/** The pages that look at cities, each on its socket: `/v1/live?city=got`. */
export class LiveSockets {
  /** Where they connect. */
  readonly place: UpgradeSockets;
  readonly figures = { frames: 0, bytes: 0 };
  /** With the cookies by which they came. */
  private readonly viewers = new Map<Viewer, string>();

  constructor(private readonly options: LiveSocketsOptions) {
    this.place = new UpgradeSockets({
      ...{ path: PATH, effects: options.effects, admit: (request) => this.admission(request) },
      ...{ maxConnections: MOST_VIEWERS, maxFrameBytes: MOST_FRAME_BYTES },
    });
  }

  get count(): number {
    return this.viewers.size;
  }

  /** Whether a page may look, by the request for its socket. */
  async admission({ headers, url = '' }: Pick<IncomingMessage, 'headers' | 'url'>): Promise<Admission> {
    if (!isSameOrigin(headers)) return { status: 403 };
    const cookie = cookieOf(headers.cookie, this.options.cookie.name) ?? '';
    const seen = await this.seenBy(cookie, cityIn(url));
    if (!(seen instanceof LiveCity)) return { close: seen };
    return { peer: (socket) => this.join(socket, { city: seen, cookie }) };
  }

  /** Tells everybody who can take it what is new. */
  show(): void {
    const { clock } = this.options.effects;
    const framesOf = new Map<LiveCity, Frames>();
    for (const viewer of this.viewers.keys()) {
      const { city, epoch } = viewer;
      if (!city.isListed) continue;
      const frames = framesOf.get(city) ?? new Frames(city, { epoch, clock });
      framesOf.set(city, frames);
      const bytes = viewer.show(frames);
      this.figures.bytes += bytes;
      this.figures.frames += bytes > 0 ? 1 : 0;
    }
  }

  /** Ends the sockets of those whose session ended, or who may not see their city any more. */
  async checkAll(): Promise<void> {
    await Promise.all([...this.viewers].map(([viewer, cookie]) => this.check(viewer, cookie)));
  }

  private async check(viewer: Viewer, cookie: string): Promise<void> {
    const seen = await this.seenBy(cookie, viewer.city.code);
    if (!(seen instanceof LiveCity)) viewer.end(seen.code, seen.reason);
  }

  /** A city, if whoever has that cookie may see it. */
  private async seenBy(cookie: string, code: string): Promise<LiveCity | Refusal> {
    const signedIn = cookie === '' ? undefined : await this.options.cookie.identify(cookie);
    if (!signedIn) return SIGNED_OUT;
    return (await this.options.cities.seenBy(signedIn.user, code)) ?? NO_CITY;
  }

  private join(socket: Socket, { city, cookie }: { city: LiveCity; cookie: string }): Viewer {
    const { epoch, effects } = this.options;
    const viewer = new Viewer(socket, {
      ...{ city, epoch: `${epoch}.${city.code}`, monotonic: effects.monotonic },
      ended: (one) => void this.viewers.delete(one),
    });
    this.viewers.set(viewer, cookie);
    return viewer;
  }
}

function cityIn(url: string): string {
  return new URLSearchParams(url.split('?')[1]).get('city') ?? '';
}
