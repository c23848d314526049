import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { aLatch } from '../testing/latch.ts';
import { rawSocket } from '../testing/raw-socket.ts';
import { reading } from '../testing/routes.ts';

afterEach(closeGateways);

const REQUEST = 'GET /v1/holds/h1 HTTP/1.1\r\nhost: x\r\n\r\n';

/** A gateway with a request in flight, and what lets that finish. */
async function busyGateway() {
  const begun = aLatch();
  const done = aLatch();
  const cancelled = aLatch();
  const gateway = await aGateway([
    reading(async (call) => {
      call.onCancel(cancelled.open);
      begun.open();
      await done.opened;
    }),
  ]);
  const socket = await rawSocket(gateway.address);
  socket.write(REQUEST);
  await begun.opened;
  return { ...gateway, socket, done, cancelled };
}

describe('a gateway that closes', () => {
  it('finishes what is in flight, and ends its connection with the answer', async () => {
    const { listener, socket, done } = await busyGateway();

    const closing = listener.close({ graceMs: 60_000 });
    done.open();

    const received = await socket.ended;
    expect(received).toMatch(/^HTTP\/1.1 200 /);
    expect(received.toLowerCase()).toContain('connection: close');
    await closing;
  });

  it('takes no new connection meanwhile', async () => {
    const { listener, address, done } = await busyGateway();

    const closing = listener.close({ graceMs: 60_000 });

    await expect(rawSocket(address)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    done.open();
    await closing;
  });

  it('gives up what is not finished when its grace is over', async () => {
    const { listener, socket, cancelled } = await busyGateway();

    await listener.close({ graceMs: 1 });

    await cancelled.opened;
    await socket.ended;
  });

  it('ends connections on which nothing is asked', async () => {
    const { listener, address } = await aGateway([reading(async () => undefined)]);
    const idle = await rawSocket(address);
    idle.write(REQUEST);
    await idle.until('"h1"');

    await listener.close({ graceMs: 60_000 });

    expect(await idle.ended).toMatch(/^HTTP\/1.1 200 /);
  });

  it('closes once, however often it is told to', async () => {
    const { listener } = await aGateway([reading(async () => undefined)]);

    await Promise.all([listener.close({ graceMs: 0 }), listener.close({ graceMs: 0 })]);

    await expect(listener.close({ graceMs: 0 })).resolves.toBeUndefined();
  });

  it('may never have started', async () => {
    const { address } = await aGateway([reading(async () => undefined)]);
    const port = Number(address.split(':')[1]);

    await expect(aGateway([reading(async () => undefined)], { port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
