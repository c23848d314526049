import { fakeEffects } from '@hansom/platform-context/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { rootCall } from '@hansom/platform-rpc';
import { type Socket } from '@hansom/platform-sockets';

import { config } from './config.ts';
import { openSession } from './open-session.ts';
import { Streams } from './streams.ts';

/** A driver who was told of offers, and what dispatch is asked to mark: it answers when the spec says so. */
function aDriver({ offers = 1 } = {}) {
  const effects = fakeEffects();
  const streams = new Streams({ ...effects, epoch: 'one', config: () => config.parse({}) });
  const asked: string[] = [];
  const answers: ((failure?: Error) => void)[] = [];
  const open = openSession({
    ...{ streams, log: effects.log, begin: (options) => rootCall(effects, { name: 'spec', ...options }) },
    dispatch: {
      markSeen: ({ offerId = '' }) => {
        asked.push(offerId);
        return new Promise((resolve, reject) => {
          answers.push((failure) => (failure ? reject(failure) : resolve({ offer: undefined })));
        });
      },
    },
  });
  const socket: Pick<Socket, 'send'> = { send: () => true };
  const user = aUser({ id: 'dave' });
  const connected = () => open({ socket: socket as Socket, user, token: () => 'good', resume: undefined });
  const session = connected();
  for (let n = 1; n <= offers; n++)
    streams.tell('dave', { event: 'offer.sent', at: new Date(0), data: { id: `offer_${n}` } });
  const answered = async (failure?: Error) => {
    answers.shift()?.(failure);
    await effects.time.advance(0);
  };
  return { session, connected, streams, asked, answered };
}

describe('openSession', () => {
  it('asks once to mark an offer as seen, however often and over whichever connection it is told', async () => {
    const { session, connected, asked, answered } = aDriver({ offers: 2 });
    for (let n = 0; n < 100; n++) session.ack(1);
    connected().ack(1);
    await answered();

    session.ack(1);
    session.ack(2);

    expect(asked).toEqual(['offer_1', 'offer_2']);
  });

  it('asks again when it failed', async () => {
    const { session, asked, answered } = aDriver();
    session.ack(1);
    await answered(new Error('dispatch is away'));

    session.ack(1);
    session.ack(1);

    expect(asked).toEqual(['offer_1', 'offer_1']);
  });

  it('asks for nothing but offers', () => {
    const { session, streams, asked } = aDriver();
    streams.tell('dave', { event: 'shift.changed', at: new Date(0), data: {} });

    for (const seq of [2, 3]) session.ack(seq);

    expect(asked).toEqual([]);
  });
});
