import type { Page, WebSocketRoute } from 'playwright-core';

import { type AppWorld } from '../city/app.ts';

/** Told as often as a console tells it. */
const FRAME_MS = 250;
const CENTRE = { lng: 11.97, lat: 57.7 };
/** Of a city, in degrees from its centre. */
const REACH = { lng: 0.12, lat: 0.05 };
/** About 12 m, which takes a second at 43 km/h. */
const STEP = 0.00015;
const DOINGS = [
  'FREE',
  'OFFERED',
  'TO_PICKUP',
  'AT_PICKUP',
  'ON_TRIP',
  'PAYING',
  'BREAK',
  'STREET_HAIL',
] as const;

interface Moving {
  readonly id: string;
  readonly name: string;
  readonly plate: string;
  readonly doing: (typeof DOINGS)[number];
  readonly since: number;
  at: [lng: number, lat: number];
  bearing: number;
  metresPerSecond: number;
  fixAt: number;
}

/** Taxis that nobody drives, told to a page in place of those of its city: as many as no city of one machine has. */
export class Crowd {
  private readonly taxis: Moving[];
  private revision = 1;
  private next = 0;

  constructor(
    count: number,
    private readonly effects: AppWorld['effects'],
  ) {
    this.taxis = Array.from({ length: count }, (_, n) => this.taxi(n));
  }

  /** Speaks on the live socket of a page instead of the console (apps/console/src/live/protocol.ts). Nobody moves before `moveOn`. */
  async tell(page: Page): Promise<void> {
    await page.routeWebSocket(/\/v1\/live/, (socket) => this.told(socket));
  }

  /** From now on half of them move every second. */
  moveOn: () => void = () => undefined;

  private told(socket: WebSocketRoute): void {
    let mayTell = false;
    const moving = new Promise<void>((resolve) => (this.moveOn = resolve));
    const closed = new AbortController();
    socket.onClose(() => closed.abort());
    socket.onMessage((text) => {
      const said = JSON.parse(String(text)) as { type: string }; // as the page says it
      if (said.type === 'hello') socket.send(JSON.stringify(this.snapshot()));
      else mayTell = true;
    });
    void moving.then(async () => {
      while (!closed.signal.aborted) {
        if (mayTell) socket.send(JSON.stringify(this.changes()));
        mayTell = false;
        await this.effects.timers.sleep(FRAME_MS, closed.signal).catch(() => undefined); // as the console's loop does
      }
    });
  }

  private snapshot() {
    const now = { drivers: this.drivers(), riders: { withoutCar: 0, awaitingCar: 0, atCar: 0, onTrip: 0 } };
    const lastHour = { completed: 0, cancelled: 0, noShow: 0, noDriver: 0, notPaid: 0, takings: [] };
    return {
      ...{ type: 'snapshot', epoch: 'bench', revision: this.revision, city: 'got', clock: this.clock() },
      ...{ taxis: this.taxis, jobs: [], now: { ...now, lastHour, knownFor: 0 }, services: [] },
    };
  }

  private changes() {
    const count = (this.taxis.length / 2) * (FRAME_MS / 1_000);
    const moved = Array.from({ length: count }, () => this.step());
    this.revision += 1;
    const none = { taxisGone: [], jobs: [], jobsGone: [] };
    return { type: 'changes', revision: this.revision, clock: this.clock(), taxis: moved, ...none };
  }

  /** The next one drives on, and turns a little. */
  private step(): Moving {
    const taxi = this.taxis[this.next % this.taxis.length] ?? this.taxi(0);
    this.next += 1;
    const turned = (taxi.bearing + 30 * (this.effects.random.next() - 0.5) + 360) % 360;
    const way = (turned * Math.PI) / 180;
    const [lng, lat] = taxi.at;
    taxi.at = [lng + 2 * STEP * Math.sin(way), lat + STEP * Math.cos(way)];
    return Object.assign(taxi, { bearing: turned, fixAt: this.clock().now });
  }

  private taxi(n: number): Moving {
    const { now } = this.clock();
    const spread = (): number => 2 * this.effects.random.next() - 1;
    return {
      ...{
        id: `driver_got_${n}`,
        name: `Driver ${n}`,
        plate: `ABC${n}`,
        doing: DOINGS[n % 8] ?? 'FREE',
        since: now,
      },
      at: [CENTRE.lng + REACH.lng * spread(), CENTRE.lat + REACH.lat * spread()],
      ...{ bearing: 180 + 180 * spread(), metresPerSecond: 12, fixAt: now },
    };
  }

  private drivers(): Record<string, number> {
    const counted = (doing: string): number => this.taxis.filter((taxi) => taxi.doing === doing).length;
    return Object.fromEntries(DOINGS.map((doing) => [doing, counted(doing)]));
  }

  private clock(): { now: number; speed: number } {
    return { now: Math.round(this.effects.monotonic.now()), speed: 1 };
  }
}
