import { LIVE_CLOSE } from '../../../src/live/protocol.ts';
import { Connection, type LiveStatus } from './connection.ts';
import { FakeBrowser } from './testing/fake-browser.ts';
import { aSnapshot, someChanges } from './testing/frames.ts';

function aConnection(browser = new FakeBrowser()) {
  const seen: LiveStatus[] = [];
  let known: { epoch: string; revision: number } | undefined;
  const frames: string[] = [];
  const connection = new Connection('got', browser, {
    status: (status) => seen.push(status),
    frame: (frame) => {
      frames.push(`${frame.type} ${frame.revision}`);
      known = { epoch: 'e1', revision: frame.revision };
    },
    known: () => known,
  });
  return { browser, connection, frames, seen, kinds: () => seen.map(({ kind }) => kind) };
}

describe('a connection', () => {
  it('says hello first, and that it read what was shown', () => {
    const { browser, frames, kinds } = aConnection();

    browser.socket.opens();
    browser.socket.tells(aSnapshot({ revision: 10 }));

    expect(browser.socket.city).toBe('got');
    expect(browser.socket.sent).toEqual([{ type: 'hello' }]);
    browser.shows();
    expect(browser.socket.sent).toEqual([{ type: 'hello' }, { type: 'read', revision: 10 }]);
    expect(frames).toEqual(['snapshot 10']);
    expect(kinds()).toEqual(['live']);
  });

  it('comes back with what it knows, and says since when it was lost', () => {
    const { browser, seen } = aConnection();
    browser.socket.opens();
    browser.socket.tells(aSnapshot({ revision: 10 }));
    browser.pass(1_000);

    browser.socket.closes(1006);
    browser.pass(300);
    browser.socket.opens();

    expect(browser.socket.sent).toEqual([{ type: 'hello', known: { epoch: 'e1', revision: 10 } }]);
    expect(seen.at(-1)).toEqual({ kind: 'lost', since: 1_000 });
    browser.socket.tells(someChanges({ revision: 15 }));
    expect(seen.at(-1)).toEqual({ kind: 'live' });
  });

  it('tries seldomer the longer it fails, at the most every ten seconds', () => {
    const { browser } = aConnection();

    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      browser.socket.closes(1006);
      return browser.untilNextSocket();
    });

    expect(waits).toEqual([300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000]);
  });

  it('does not come back at the same moment as others', () => {
    const { browser } = aConnection(new FakeBrowser({ random: 0 }));

    browser.socket.closes(1006);

    expect(browser.untilNextSocket()).toBe(150);
  });

  it('tries at once when the network is back', () => {
    const { browser } = aConnection();
    for (let i = 0; i < 6; i++) {
      browser.socket.closes(1006);
      browser.untilNextSocket();
    }
    browser.socket.closes(1006);
    const before = browser.sockets.length;

    browser.changes();

    expect(browser.sockets).toHaveLength(before + 1);
  });

  it('does not believe a connection on which nothing is heard', () => {
    const { browser, kinds } = aConnection();
    const silent = browser.socket;
    silent.opens();
    silent.tells(aSnapshot());

    browser.pass(20_000);
    browser.pass(300);
    silent.tells(someChanges({ revision: 99 }));

    expect(silent.closed).toBe(true);
    expect(browser.socket).not.toBe(silent);
    expect(kinds()).toEqual(['live', 'lost']);
  });

  it.each([
    [LIVE_CLOSE.signedOut, 'signed-out'],
    [LIVE_CLOSE.noCity, 'no-city'],
  ])('does not try again after %i: %s', (code, why) => {
    const { browser, seen } = aConnection();

    browser.socket.closes(code);
    browser.pass(60_000);
    browser.changes();

    expect(browser.sockets).toHaveLength(1);
    expect(seen).toEqual([{ kind: 'refused', why }]);
  });

  it('costs nothing when nobody looks for five seconds, and resumes', () => {
    const { browser, kinds } = aConnection();
    browser.socket.opens();
    browser.socket.tells(aSnapshot());

    browser.hide();
    browser.pass(4_999);
    expect(browser.socket.closed).toBe(false);
    browser.pass(1);
    expect(browser.socket.closed).toBe(true);
    browser.pass(60_000);
    expect(browser.sockets).toHaveLength(1);
    browser.see();
    browser.socket.opens();

    expect(browser.socket.sent).toEqual([{ type: 'hello', known: { epoch: 'e1', revision: 10 } }]);
    expect(kinds()).toEqual(['live', 'hidden', 'connecting']);
  });

  it('stays where a tab is only passed by', () => {
    const { browser, kinds } = aConnection();
    browser.socket.opens();
    browser.socket.tells(aSnapshot());

    browser.hide();
    browser.pass(2_000);
    browser.see();
    browser.pass(10_000);

    expect(browser.sockets).toHaveLength(1);
    expect(kinds()).toEqual(['live']);
  });

  it('reads nothing more while the page is hidden', () => {
    const { browser } = aConnection();
    browser.socket.opens();

    browser.socket.tells(aSnapshot());

    expect(browser.socket.sent).toEqual([{ type: 'hello' }]);
  });

  it('is over when it is closed', () => {
    const { browser, connection, frames } = aConnection();
    const { socket } = browser;
    socket.opens();

    connection.close();
    socket.tells(aSnapshot());
    socket.closes(1000);
    browser.pass(60_000);
    browser.changes();

    expect(socket.closed).toBe(true);
    expect(frames).toEqual([]);
    expect(browser.sockets).toHaveLength(1);
  });
});
