import { eventually } from '@hansom/platform-context/testing';

import { aGateway, closeGateways } from '../testing/a-gateway.ts';
import { rawSocket } from '../testing/raw-socket.ts';
import { reading } from '../testing/routes.ts';
import { type SocketPlace } from './upgrades.ts';

afterEach(closeGateways);

/** Says what it hears, until it is closed. */
function anEcho(): SocketPlace & { closed: number } {
  const ends: (() => void)[] = [];
  const echo = {
    path: '/v1/echo',
    closed: 0,
    upgrade: (_request: unknown, stream: Parameters<SocketPlace['upgrade']>[1]) => {
      stream.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\nconnection: upgrade\r\n\r\n');
      stream.on('data', (chunk: Buffer) => stream.write(`heard ${chunk.toString()}`));
      ends.push(() => stream.end());
    },
    close: async () => {
      echo.closed += 1;
      for (const end of ends) end();
    },
  };
  return echo;
}

async function knock(address: string, at: string, host = 'localhost') {
  const socket = await rawSocket(address);
  socket.write(`GET ${at} HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n`);
  return socket;
}

describe('a request to become something else', () => {
  it('is handed to whom it is for', async () => {
    const { address } = await aGateway([reading(async () => undefined)], { sockets: [anEcho()], hosts: [] });

    const socket = await knock(address, '/v1/echo?city=got');
    await socket.until('101 Switching Protocols');
    socket.write('hello');

    await expect(socket.until('heard hello')).resolves.toContain('heard hello');
    socket.destroy();
  });

  it.each([
    { what: 'another path', at: '/v1/echo/x', status: '404' },
    { what: 'a route', at: '/v1/holds/h', status: '404' },
    { what: 'another name', at: '/v1/echo', host: 'evil.example', status: '421' },
  ])('of $what is refused, and the connection ends', async ({ at, host, status }) => {
    const { address } = await aGateway([reading(async () => undefined)], { sockets: [anEcho()], hosts: [] });

    const socket = await knock(address, at, host);

    await expect(socket.ended).resolves.toContain(`HTTP/1.1 ${status} `);
  });

  it('that is refused takes no room, also where the other side does not end', async () => {
    const options = { sockets: [anEcho()], maxConnections: 1 };
    const { address, send } = await aGateway([reading(async () => undefined)], options);
    const socket = await rawSocket(address, { allowHalfOpen: true });

    socket.write('GET /v1/other HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n');

    await socket.until('404');
    const answered = eventually(() =>
      send('/v1/holds/h').then(
        () => true,
        () => false,
      ),
    );
    await answered.finally(() => socket.destroy()); // or its gateway could not be closed
  });

  it('does not outlive its gateway', async () => {
    const echo = anEcho();
    const { address, listener } = await aGateway([reading(async () => undefined)], { sockets: [echo] });
    const socket = await knock(address, '/v1/echo');
    await socket.until('101 Switching Protocols');

    await listener.close({ graceMs: 0 });

    await expect(socket.ended).resolves.toContain('101');
    expect(echo.closed).toBe(1);
  });
});
