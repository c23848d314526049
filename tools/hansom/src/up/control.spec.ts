import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { UsageError } from '../services.ts';
import { type ControlSocket, type InstanceRow, listenForOrders, type Order, tell } from './control.ts';

const ROW: InstanceRow = {
  name: 'desk-1',
  service: 'desk',
  state: 'serving',
  pid: 7,
  listening: {},
  failures: 0,
};

let control: ControlSocket;
const orders: Order[] = [];

beforeEach(async () => {
  orders.length = 0;
  control = await listenForOrders(async (order, progress) => {
    orders.push(order);
    progress('it begins');
    if (order.do === 'scale') throw new UsageError('desk: at least 1');
    return [ROW];
  });
});

afterEach(() => control.close());

describe('the control socket', () => {
  it('takes an order, tells how it goes, and answers', async () => {
    const told: string[] = [];

    const rows = await tell(control.file, { do: 'restart', services: ['desk'] }, (text) => told.push(text));

    expect(orders).toEqual([{ do: 'restart', services: ['desk'] }]);
    expect(told).toEqual(['it begins']);
    expect(rows).toEqual([ROW]);
  });

  it('answers why an order is refused', async () => {
    const refused = tell(control.file, { do: 'scale', service: 'desk', replicas: 0 }, () => undefined);

    await expect(refused).rejects.toThrow(new UsageError('desk: at least 1'));
  });

  it('refuses what is no order, and goes on', async () => {
    const answer = await new Promise<string>((resolve) => {
      net.connect(control.file, function (this: net.Socket) {
        this.once('data', (chunk: Buffer) => resolve(chunk.toString())).write('{"do":"dance"}\n');
      });
    });

    expect(answer).toContain('"refused"');
    expect(await tell(control.file, { do: 'list' }, () => undefined)).toEqual([ROW]);
  });

  it('is for its user alone, and gone when it is closed', async () => {
    const modes = [control.file, path.dirname(control.file)].map((file) => statSync(file).mode & 0o777);

    await control.close();

    expect(modes).toEqual([0o600, 0o700]);
    expect(existsSync(path.dirname(control.file))).toBe(false);
  });

  it('does not wait for somebody who says nothing', async () => {
    const silent = net.connect(control.file);
    const closed = once(silent.resume(), 'close'); // it hears of its end while it reads
    await once(silent, 'connect');

    await control.close();
    await closed;

    expect(orders).toEqual([]);
  });

  it('says what to do when nobody is there', async () => {
    await control.close();

    await expect(tell(control.file, { do: 'list' }, () => undefined)).rejects.toThrow(
      './hansom down cleans up after it',
    );
  });
});
