import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

import { realTimers } from '@hansom/platform-context';
import { FakeTime } from '@hansom/platform-context/testing';

import { inTime } from './in-time.ts';

const never = new Promise<never>(() => undefined);

describe('inTime', () => {
  it('gives what came, and what failed', async () => {
    const { timers } = new FakeTime();

    await expect(inTime(timers, 100, Promise.resolve('done'))).resolves.toBe('done');
    await expect(inTime(timers, 100, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });

  it('waits no longer than it may', async () => {
    const time = new FakeTime();
    const waiting = inTime(time.timers, 100, never).catch((error: Error) => error.name);

    await time.advance(101);

    expect(await waiting).toBe('TooLate');
  });

  it('counts what was there in time, though the event loop was busy', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1'); // it listens on a port
    const [[answering]] = await Promise.all([once(server, 'connection'), once(client, 'connect')]);
    const waiting = inTime(realTimers(), 20, once(client, 'data'));

    answering.write('there');
    const busyUntil = performance.now() + 60;
    while (performance.now() < busyUntil);
    const [answer] = await waiting;

    expect(String(answer)).toBe('there');
    client.destroy();
    server.close();
  });
});
