import { instant } from '@hansom/platform-context';
import { timeZone } from '@hansom/shared-time';

import { type View } from './panel.ts';
import { screenOn } from './screen.ts';

const NOTHING = {
  drivers: {
    ...{ free: 0, offered: 0, toPickup: 0, atPickup: 0, onTrip: 0, paying: 0, onBreak: 0, streetHail: 0 },
  },
  riders: { withoutCar: 0, awaitingCar: 0, atCar: 0, onTrip: 0 },
  rides: { completed: 0, cancelled: 0, noShow: 0, noDriver: 0, notPaid: 0 },
  wait: undefined,
  taken: [],
};

function aView(figures: Partial<NonNullable<View['city']>['figures']> = {}, over: Partial<View> = {}): View {
  const now = instant(Date.UTC(2027, 0, 15, 8, 0, 5));
  const zone = timeZone('Europe/Stockholm');
  const city = { name: 'Gothenburg', zone, now, speed: 4, figures: { ...NOTHING, ...figures } };
  return { city, console: undefined, services: 18, unhealthy: [], memoryMb: 312, ...over };
}

function aTerminal(over: { isTTY?: boolean; columns?: number } = {}) {
  const written: string[] = [];
  return { ...over, written, write: (text: string) => written.push(text) };
}

const LINKED = {
  state: 'linked',
  address: 'http://127.0.0.1:8000',
  link: 'http://127.0.0.1:8000/sign-in/link#secret',
} as const;

const BUSY = aView({
  drivers: { ...NOTHING.drivers, free: 100, onTrip: 41 },
  riders: { ...NOTHING.riders, withoutCar: 2, onTrip: 41 },
  rides: { ...NOTHING.rides, completed: 12, cancelled: 1 },
  wait: { mean: 251_400, p95: 483_000, of: 53 },
  taken: [{ currency: 'SEK', amountMinor: 123_450n }],
});

describe('a terminal', () => {
  it('draws the same lines again, in place', () => {
    const terminal = aTerminal({ isTTY: true, columns: 200 });
    const screen = screenOn(terminal, { json: false });

    screen.show(aView());
    screen.show(BUSY);

    const [first = '', second = ''] = terminal.written;
    const lines = first.trimStart().split('\n').length - 1;
    expect(second.startsWith(`\x1b[${lines}A`)).toBe(true);
    expect(second.split('\n')).toHaveLength(lines + 1);
  });

  it('shows the city in words', () => {
    const terminal = aTerminal({ isTTY: true, columns: 200 });

    screenOn(terminal, { json: false }).show(BUSY);

    const lines = terminal.written.join('').replaceAll('\x1b[K', '').trim().split('\n');
    expect(lines.map((text) => text.trim().replace(/\s+/g, ' '))).toEqual([
      'gothenburg Fri 09:00:05, 4 times as fast as ours',
      'drivers 141 on shift: 100 free, 41 with a rider',
      'riders 2 wait without a car yet, 41 ride',
      'rides 12 completed, 1 cancelled',
      'wait 4:11 mean, 8:03 p95, of 53 rides',
      'takings SEK 1,234.50',
      'services all 18 healthy',
      'memory 312 MB',
    ]);
  });

  it('tells which services are not healthy, and why', () => {
    const terminal = aTerminal({ isTTY: true, columns: 200 });
    const unhealthy = [{ service: 'payment', reasons: ['store fails'] }];

    screenOn(terminal, { json: false }).show(aView({}, { unhealthy }));

    expect(terminal.written.join('')).toContain('payment is not healthy: store fails');
  });

  it('shows where the console is, as long as it runs', () => {
    const terminal = aTerminal({ isTTY: true, columns: 200 });

    screenOn(terminal, { json: false }).show(aView({}, { console: 'http://127.0.0.1:8000' }));

    expect(terminal.written.join('')).toMatch(/console +http:\/\/127\.0\.0\.1:8000/);
  });

  it('tells the link to the console above, in a line of its own that is never cut', () => {
    const terminal = aTerminal({ isTTY: true, columns: 30 });
    const screen = screenOn(terminal, { json: false });
    screen.show(aView());
    const lines = terminal.written.join('').trimStart().split('\n').length - 1;

    screen.console(LINKED);
    screen.show(aView());

    const [, erased, , link, again] = terminal.written;
    expect(erased).toBe(`\x1b[${lines}A\x1b[J`);
    expect(link).toBe(`${LINKED.link}\n`);
    expect(again?.startsWith('\n')).toBe(true);
  });

  it('cuts what is wider than it is', () => {
    const terminal = aTerminal({ isTTY: true, columns: 30 });

    screenOn(terminal, { json: false }).show(BUSY);

    for (const text of terminal.written.join('').replaceAll('\x1b[K', '').split('\n'))
      expect(text.length).toBeLessThan(30);
  });
});

describe('what is no terminal', () => {
  it('is told that a link has yet to come, that it came, or why there is none', () => {
    const file = aTerminal();
    const screen = screenOn(file, { json: false });
    const address = 'http://127.0.0.1:8000';

    screen.console({ state: 'waits', address });
    screen.console(LINKED);
    screen.console({ state: 'unlinked', address, reason: 'auth.staff_closed: the account is closed' });

    expect(file.written.map((text) => text.trim())).toEqual([
      `Console: ${address} (auth is not ready yet: a link to sign in comes as soon as it is)`,
      'Console, signed in once by this link, for ten minutes (another: ./hansom staff link dev):',
      LINKED.link,
      `Console: ${address} (no link to sign in: auth.staff_closed: the account is closed)`,
    ]);
  });

  it('gets a line each time, without a city where none runs', () => {
    const file = aTerminal();

    screenOn(file, { json: false }).show(aView({}, { city: undefined }));

    expect(file.written).toEqual(['services: all 18 healthy | memory: 312 MB\n']);
  });

  it('gets an object a line when it asks for that', () => {
    const file = aTerminal();
    const screen = screenOn(file, { json: true });

    screen.started({ name: 'city', address: '127.0.0.1:1', description: '' });
    screen.show(BUSY);
    screen.console({ state: 'waits', address: LINKED.address });
    screen.console(LINKED);
    screen.ended({ msToAllHealthy: 5_000, msToFirstRide: 90_000, peakMemoryMb: 350, rides: 12 });

    const [started, shown, linked, ended] = file.written.map((text) => JSON.parse(text) as unknown);
    expect(file.written.every((text) => text.indexOf('\n') === text.length - 1)).toBe(true);
    expect(started).toEqual({ kind: 'started', service: 'city', address: '127.0.0.1:1' });
    expect(shown).toMatchObject({
      ...{
        kind: 'figures',
        city: 'Gothenburg',
        at: '2027-01-15T08:00:05.000Z',
        memoryMb: 312,
        unhealthy: [],
      },
      ...{ wait: { meanMs: 251_400, p95Ms: 483_000, rides: 53 }, takings: { SEK: '1234.50' } },
    });
    expect(linked).toEqual({ kind: 'console', url: LINKED.link });
    expect(ended).toEqual({
      ...{ kind: 'ended', msToAllHealthy: 5_000, msToFirstRide: 90_000, peakMemoryMb: 350, rides: 12 },
    });
  });
});
