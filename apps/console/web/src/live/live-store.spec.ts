import { LiveStore } from './live-store.ts';
import { FakeBrowser } from './testing/fake-browser.ts';
import { aSnapshot, aTaxi, someChanges } from './testing/frames.ts';

function aStore() {
  const browser = new FakeBrowser();
  return { browser, store: new LiveStore('got', browser) };
}

describe('a live store', () => {
  it('connects when somebody listens, once for all, and leaves after the last', () => {
    const { browser, store } = aStore();
    expect(browser.sockets).toHaveLength(0);

    const stops = [store.subscribe(() => undefined), store.subscribe(() => undefined)];
    expect(browser.sockets).toHaveLength(1);
    for (const stop of stops) stop();
    browser.pass(0);

    expect(browser.socket.closed).toBe(true);
  });

  it('stays connected from one view to the next', () => {
    const { browser, store } = aStore();

    store.subscribe(() => undefined)();
    store.subscribe(() => undefined);
    browser.pass(1_000);

    expect(browser.sockets).toHaveLength(1);
    expect(browser.socket.closed).toBe(false);
  });

  it('tells of each change, and gives the same view until the next', () => {
    const { browser, store } = aStore();
    let told = 0;
    store.subscribe(() => (told += 1));
    browser.socket.opens();
    const before = store.get();

    browser.socket.tells(aSnapshot({ taxis: [aTaxi()] }));

    expect(before.city).toBeUndefined();
    expect(store.get()).toBe(store.get());
    expect(store.get()).toMatchObject({ status: { kind: 'live' }, city: { revision: 10 } });
    expect(told).toBeGreaterThan(0);
  });

  it('keeps what it showed while the connection is lost, and goes on from there', () => {
    const { browser, store } = aStore();
    store.subscribe(() => undefined);
    browser.socket.opens();
    browser.socket.tells(aSnapshot({ taxis: [aTaxi()] }));

    browser.socket.closes(1006);
    const lost = store.get();
    browser.pass(300);
    browser.socket.opens();
    browser.socket.tells(someChanges({ revision: 20, taxis: [aTaxi({ doing: 'ON_TRIP' })] }));

    expect(lost.status.kind).toBe('lost');
    expect(lost.city?.taxis.size).toBe(1);
    expect(browser.socket.sent).toEqual([{ type: 'hello', known: { epoch: 'e1', revision: 10 } }]);
    expect(store.get().city?.taxis.get('driver_got_1')?.doing).toBe('ON_TRIP');
  });

  it('tells the time of the city', () => {
    const { browser, store } = aStore();
    store.subscribe(() => undefined);
    expect(store.cityTime()).toBeUndefined();

    browser.socket.tells(aSnapshot({ clock: { now: 1_000_000, speed: 4 } }));
    browser.pass(250);

    expect(store.cityTime()).toBe(1_001_000);
  });
});
