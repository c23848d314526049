import { fakeEffects } from '@hansom/platform-context/testing';
import { type ServerFrame, type Socket } from '@hansom/platform-sockets';

import { Streams } from './streams.ts';

function aStreams(most?: number) {
  const effects = fakeEffects();
  const config = { heartbeatMs: 10_000, replay: { events: 5, keptMs: 300_000 }, positionEveryMs: 1_000 };
  const streams = new Streams({ ...effects, epoch: 'one', config: () => config }, most);
  const told = (event: string) => ({ event, at: new Date(effects.clock.now()), data: {} });
  return { streams, told, time: effects.time };
}

/** A connection that remembers what it was sent. */
function aSocket() {
  const frames: ServerFrame[] = [];
  const socket: Pick<Socket, 'send'> = { send: (frame) => frames.push(frame) > 0 };
  const events = () =>
    frames.flatMap((frame) => (frame.type === 'event' ? [`${frame.seq} ${frame.event}`] : []));
  return { socket: socket as Socket, frames, events };
}

describe('Streams', () => {
  it('greets an app, and tells its person what happens, numbered', () => {
    const { streams, told } = aStreams();
    const { socket, frames, events } = aSocket();
    streams.join('anna', socket);

    streams.tell('anna', told('booking.created'));
    streams.tell('ben', told('booking.created'));
    streams.tell('anna', told('booking.searching'));

    expect(frames[0]).toMatchObject({ type: 'hello', epoch: 'one.1', seq: 0, resumed: false, speed: 1 });
    expect(events()).toEqual(['1 booking.created', '2 booking.searching']);
  });

  it('tells an app that comes back what it missed, and nothing twice', () => {
    const { streams, told } = aStreams();
    const [first, second] = [aSocket(), aSocket()];
    const leave = streams.join('anna', first.socket);
    streams.tell('anna', told('booking.created'));
    leave();
    streams.tell('anna', told('booking.searching'));
    streams.tell('anna', told('booking.assigned'));

    streams.join('anna', second.socket, { epoch: 'one.1', lastSeq: 1 });

    expect(second.frames[0]).toMatchObject({ resumed: true, seq: 3 });
    expect(second.events()).toEqual(['2 booking.searching', '3 booking.assigned']);
  });

  it.each([
    ['of another life of the process', { epoch: 'other', lastSeq: 1 }],
    ['from the future', { epoch: 'one.1', lastSeq: 99 }],
    ['further back than is kept', { epoch: 'one.1', lastSeq: 1 }],
  ])('does not pretend to know what was missed: numbers %s', (_, resume) => {
    const { streams, told } = aStreams();
    const [first, second] = [aSocket(), aSocket()];
    streams.join('anna', first.socket);
    for (let n = 0; n < 10; n++) streams.tell('anna', told('shift.changed'));

    streams.join('anna', second.socket, resume);

    expect(second.frames).toMatchObject([{ type: 'hello', resumed: false, seq: 10 }]);
  });

  it('does not keep events for longer than five minutes', async () => {
    const { streams, told, time } = aStreams();
    const [first, second] = [aSocket(), aSocket()];
    streams.join('anna', first.socket);
    streams.tell('anna', told('booking.created'));
    await time.advance(300_001);

    streams.join('anna', second.socket, { epoch: 'one.1', lastSeq: 0 });

    expect(second.frames).toMatchObject([{ resumed: false }]);
  });

  it('forgets who has been away for five minutes, and nobody who listens', async () => {
    const { streams, time } = aStreams();
    streams.join('anna', aSocket().socket)();
    streams.join('ben', aSocket().socket);
    await time.advance(300_001);

    streams.forget();

    expect(streams.count).toBe(1);
  });

  it('forgets who left first, not who came first, when there are too many', () => {
    const { streams } = aStreams(3);
    const [leaveAnna, leaveBen, leaveEve] = ['anna', 'ben', 'eve'].map((person) =>
      streams.join(person, aSocket().socket),
    );
    leaveEve?.();
    leaveBen?.();
    leaveAnna?.();
    streams.join('eve', aSocket().socket)(); // was back, and left last
    const back = aSocket();

    streams.join('dora', aSocket().socket);

    streams.join('anna', back.socket, { epoch: 'one.1', lastSeq: 0 });
    streams.join('eve', back.socket, { epoch: 'one.3', lastSeq: 0 });
    streams.join('ben', back.socket, { epoch: 'one.2', lastSeq: 0 });
    expect(back.frames).toMatchObject([{ resumed: true }, { resumed: true }, { resumed: false }]);
  });

  it('forgets nobody who listens, however many there are', () => {
    const { streams } = aStreams(1);
    for (const person of ['anna', 'ben']) streams.join(person, aSocket().socket);

    expect(streams.count).toBe(2);
  });

  it('does not take an app that comes back to who was forgotten meanwhile for one that missed nothing', async () => {
    const { streams, told, time } = aStreams();
    const [first, second] = [aSocket(), aSocket()];
    const leave = streams.join('anna', first.socket);
    leave();
    await time.advance(300_001);
    streams.forget();
    streams.tell('anna', told('booking.created'));

    streams.join('anna', second.socket, { epoch: 'one.1', lastSeq: 0 });

    expect(first.frames).toMatchObject([{ epoch: 'one.1', seq: 0 }]);
    expect(second.frames).toMatchObject([{ epoch: 'one.2', seq: 0, resumed: false }]);
  });

  it('tells the latest position once a second, and leaves out those between', async () => {
    const { streams, time } = aStreams();
    const { socket, frames } = aSocket();
    streams.join('anna', socket);
    for (let n = 0; n < 10; n++) {
      streams.tellLatest('anna', { event: 'position.moved', at: new Date(n), data: n, holds: () => true });
      await time.advance(250);
    }
    await time.advance(1_000);

    const positions = frames.flatMap((frame) => (frame.type === 'latest' ? [frame.data] : []));
    expect(positions).toEqual([0, 3, 7, 9]);
  });

  it('does not tell what waited when it is not theirs to know any more', async () => {
    const { streams, time } = aStreams();
    const { socket, frames } = aSocket();
    streams.join('anna', socket);
    let own = true;
    for (const data of [1, 2])
      streams.tellLatest('anna', { event: 'position.moved', at: new Date(0), data, holds: () => own });
    own = false;
    await time.advance(1_000);

    expect(frames.flatMap((frame) => (frame.type === 'latest' ? [frame.data] : []))).toEqual([1]);
  });

  it('remembers what was told under a number, for that person', () => {
    const { streams, told } = aStreams();
    streams.join('anna', aSocket().socket);
    streams.tell('anna', told('offer.sent'));

    expect(streams.eventOf('anna', 1)?.event).toBe('offer.sent');
    expect(streams.eventOf('ben', 1)).toBeUndefined();
  });
});
