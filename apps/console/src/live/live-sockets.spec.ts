import { later } from '@hansom/platform-context';
import { fakeEffects } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { type Socket } from '@hansom/platform-sockets';
import { ShiftState } from '@hansom/proto-shift';

import { aPosition, aShiftFact, driverId, shiftId } from '../../test/live-facts.ts';
import { LiveCities } from './live-cities.ts';
import { LiveSockets } from './live-sockets.ts';
import { LIVE_CLOSE, type ServerFrame } from './protocol.ts';

const OURS = { host: 'localhost:8000', origin: 'http://localhost:8000', cookie: 'hansom_console=anna' };
const TICK_MS = 250;

/** Live cities with Gothenburg, at which anna may look; what their owner would say, and how often it was asked. */
function aWorld({ epoch = 'one' } = {}) {
  const effects = fakeEffects();
  const owner = { cities: ['got', 'ham'], asked: 0 };
  const cities = new LiveCities(effects, async () => {
    owner.asked += 1;
    return owner.cities;
  });
  cities.listed(['got', 'ham']);
  cities.at('got').listed();
  const sessions = new Map([['anna', aUser({ roles: ['OPS.GOT'] })]]);
  const identify = async (cookie: string) => {
    const user = sessions.get(cookie);
    return user && { user, token: 'a-token' };
  };
  const sockets = new LiveSockets({ cities, epoch, effects, cookie: { name: 'hansom_console', identify } });
  const tick = async (ms = TICK_MS) => {
    await effects.time.advance(ms);
    sockets.show();
  };
  const ask = (headers: Record<string, string> = OURS, url = '/v1/live?city=got') =>
    sockets.admission({ headers, url });
  return { effects, owner, cities, city: cities.at('got'), sessions, sockets, tick, ask };
}

type World = ReturnType<typeof aWorld>;

/** A page that looks, and keeps what it is told. It says nothing by itself. */
async function aPage({ ask }: World) {
  const frames: ServerFrame[] = [];
  const sent: (Buffer | string)[] = [];
  const closes: number[] = [];
  const socket: Pick<Socket, 'sendText' | 'close'> = {
    sendText: (text) => {
      sent.push(text);
      frames.push(JSON.parse(String(text)) as ServerFrame); // what our own server sends
      return true;
    },
    close: (code) => void closes.push(code),
  };
  const admission = await ask();
  if (!('peer' in admission)) throw new Error('it is not let in');
  const peer = admission.peer(socket as Socket); // what a viewer uses of it
  const say = (frame: unknown) => peer.received(JSON.stringify(frame));
  const read = () => say({ type: 'read', revision: frames.at(-1)?.revision });
  return { frames, sent, closes, peer, say, read };
}

describe('whoever asks for a socket', () => {
  it.each([
    ['no page of ours', { ...OURS, origin: 'http://evil.example' }],
    ['who does not say whose page it is', { host: OURS.host, cookie: OURS.cookie }],
  ])('is refused without a word: %s', async (_, headers) => {
    const { ask } = aWorld();

    expect(await ask(headers)).toEqual({ status: 403 });
  });

  it.each([
    ['hansom_console=ben', '?city=got', LIVE_CLOSE.signedOut],
    ['', '?city=got', LIVE_CLOSE.signedOut],
    [OURS.cookie, '?city=ham', LIVE_CLOSE.noCity],
    [OURS.cookie, '?city=GOT', LIVE_CLOSE.noCity],
    [OURS.cookie, '', LIVE_CLOSE.noCity],
  ])('is told why not, with the cookie %j at %j', async (cookie, query, code) => {
    const { ask } = aWorld();

    expect(await ask({ ...OURS, cookie }, `/v1/live${query}`)).toMatchObject({ close: { code } });
  });

  it('is let in to a city that they may see, and counts as somebody who looks until they leave', async () => {
    const world = aWorld();
    const { peer } = await aPage(world);
    expect([world.city.isLookedAt, world.sockets.count]).toEqual([true, 1]);

    peer.closed();

    expect([world.city.isLookedAt, world.sockets.count]).toEqual([false, 0]);
  });

  it('is let in where no city is known yet, and told everything as soon as it is', async () => {
    const { effects } = aWorld();
    const cities = new LiveCities(effects, async () => ['got']);
    const user = aUser({ roles: ['OPS'] });

    expect(await cities.seenBy(user, 'got')).toBeDefined();
    await expect(cities.lookAt(user, 'got')).rejects.toMatchObject({ code: 'console.city_loading' });
  });

  it('is let in to a city that was added just now, if it is one that they may see', async () => {
    const { ask, owner, sessions } = aWorld();
    owner.cities.push('lon');

    const others = await ask(OURS, '/v1/live?city=lon');
    sessions.set('anna', aUser({ roles: ['OPS'] }));
    const theirs = await ask(OURS, '/v1/live?city=lon');

    expect(others).toMatchObject({ close: { code: LIVE_CLOSE.noCity } });
    expect(theirs).toHaveProperty('peer');
    expect(owner.asked).toBe(1);
  });
});

describe('a page that looks at a city', () => {
  it('gets a snapshot after its hello, then what changes', async () => {
    const world = aWorld();
    world.city.heardShift(aShiftFact());
    const { frames, say, read } = await aPage(world);
    await world.tick();
    expect(frames).toEqual([]);

    say({ type: 'hello' });
    await world.tick();
    read();
    world.city.heardShift(aShiftFact({ version: 2, state: ShiftState.ENDED }));
    world.city.heardShift(aShiftFact({ shiftId: shiftId(2), driverId: driverId(2) }));
    await world.tick();

    expect(frames).toMatchObject([
      { type: 'snapshot', epoch: 'one.got', city: 'got', clock: { speed: 1 }, taxis: [{ id: driverId(1) }] },
      { type: 'changes', taxis: [{ id: driverId(2) }], taxisGone: [driverId(1)], jobs: [], jobsGone: [] },
    ]);
    expect(frames[0]).toMatchObject({ now: { drivers: { FREE: 1 } }, services: [] });
  });

  it('that does not read is told nothing more, and then once all that happened meanwhile', async () => {
    const world = aWorld();
    const { frames, say, read } = await aPage(world);
    say({ type: 'hello' });
    await world.tick();

    for (let n = 1; n <= 40; n++) {
      world.city.heardShift(aShiftFact({ shiftId: shiftId(n), driverId: driverId(n) }));
      await world.tick();
    }
    expect(frames).toHaveLength(1);
    read();
    await world.tick();

    expect(frames).toHaveLength(2);
    expect(frames[1]).toMatchObject({ type: 'changes', revision: world.city.board.revision });
    expect(frames[1]?.type === 'changes' && frames[1].taxis).toHaveLength(40);
  });

  it('is told at most every 250 ms, however fast it reads', async () => {
    const world = aWorld();
    world.city.heardShift(aShiftFact());
    const { frames, say, read } = await aPage(world);
    say({ type: 'hello' });

    let unread = 0;
    for (let n = 1; n <= 100; n++) {
      world.city.board.moved(driverId(1), aPosition({ fixAt: later(aPosition().fixAt, n) }));
      await world.tick(10);
      if (frames.length > unread) read();
      unread = frames.length;
    }

    expect(frames.length).toBeLessThanOrEqual(5);
    expect(frames.length).toBeGreaterThanOrEqual(4);
  });

  it('is told that it is still connected where nothing happens', async () => {
    const world = aWorld();
    const { frames, say, read } = await aPage(world);
    say({ type: 'hello' });
    await world.tick();
    read();

    await world.tick(4_900);
    expect(frames).toHaveLength(1);
    await world.tick(100);

    expect(frames[1]).toMatchObject({
      type: 'changes',
      revision: frames[0]?.revision,
      taxis: [],
      taxisGone: [],
    });
  });

  it('goes on after a loss where it was, and misses nothing', async () => {
    const world = aWorld();
    world.city.heardShift(aShiftFact());
    const first = await aPage(world);
    first.say({ type: 'hello' });
    await world.tick();
    first.read();
    first.peer.closed();
    world.city.heardShift(aShiftFact({ version: 2, state: ShiftState.ENDED }));
    world.city.heardShift(aShiftFact({ shiftId: shiftId(2), driverId: driverId(2) }));
    await world.effects.time.advance(20_000);

    const second = await aPage(world);
    second.say({ type: 'hello', known: { epoch: 'one.got', revision: first.frames[0]?.revision } });
    await world.tick();

    expect(second.frames).toMatchObject([
      { type: 'changes', taxis: [{ id: driverId(2) }], taxisGone: [driverId(1)] },
    ]);
  });

  it.each([
    ['of another life of the server', 'two.got', 0],
    ['of another city', 'one.ham', 0],
    ['that there never was', 'one.got', 99],
  ])('gets a snapshot if what it knows is a revision %s', async (_, epoch, revision) => {
    const world = aWorld();
    const { frames, say } = await aPage(world);

    say({ type: 'hello', known: { epoch, revision } });
    await world.tick();

    expect(frames).toMatchObject([{ type: 'snapshot' }]);
  });

  it('gets the same frame as all others who know the same', async () => {
    const world = aWorld();
    const [one, other] = [await aPage(world), await aPage(world)];
    one.say({ type: 'hello' });
    other.say({ type: 'hello' });

    await world.tick();

    expect(one.sent[0]).toBe(other.sent[0]);
  });

  it.each([
    ['what is no frame', { type: 'subscribe' }],
    ['another hello', { type: 'hello' }],
    ['that it read what it was not told', { type: 'read', revision: 77 }],
    ['more than it may', { type: 'read', revision: 0, more: true }],
  ])('is put out when it says %s', async (_, frame) => {
    const world = aWorld();
    const { closes, say } = await aPage(world);
    say({ type: 'hello' });
    await world.tick();

    say(frame);

    expect(closes).toEqual([LIVE_CLOSE.badFrame]);
  });

  it('is put out when it reads nothing for a minute', async () => {
    const world = aWorld();
    const { closes, say } = await aPage(world);
    say({ type: 'hello' });
    await world.tick();

    await world.tick(60_000);
    expect(closes).toEqual([]);
    await world.tick(1);

    expect(closes).toEqual([LIVE_CLOSE.silent]);
  });

  it('is put out when its session ends, and when its city is not theirs any more', async () => {
    const world = aWorld();
    const { closes } = await aPage(world);
    await world.sockets.checkAll();
    expect(closes).toEqual([]);

    world.sessions.set('anna', aUser({ roles: ['OPS.HAM'] }));
    await world.sockets.checkAll();
    world.sessions.clear();
    await world.sockets.checkAll();

    expect(closes).toEqual([LIVE_CLOSE.noCity, LIVE_CLOSE.signedOut]);
  });
});
