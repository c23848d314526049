import { EventEmitter } from 'node:events';

import { fakeEffects, settle } from '@hansom/platform-context/testing';
import { Client } from 'cassandra-driver';

import { type ControlConnection, guardDriver } from './guard-driver.ts';

/** A control connection whose renewals end when a spec says so. */
function world() {
  const begun: ((error?: Error) => void)[] = [];
  const control: ControlConnection = {
    _isShuttingDown: false,
    _refresh: () =>
      new Promise((resolve, reject) => begun.push((error) => (error ? reject(error) : resolve()))),
  };
  const effects = fakeEffects();
  const client = Object.assign(new EventEmitter(), { controlConnection: control });
  guardDriver(client as unknown as Client, effects);
  return { begun, client, control, effects };
}

describe('a guarded driver', () => {
  it('renews its control connection once at a time', async () => {
    const { begun, control } = world();

    const both = [control._refresh(), control._refresh()];
    begun[0]?.();
    await Promise.all(both);
    void control._refresh();

    expect(begun).toHaveLength(2);
  });

  it('goes on to other hosts within a renewal', () => {
    const { begun, control } = world();
    void control._refresh();

    void control._refresh([]);

    expect(begun).toHaveLength(2);
  });

  it('renews again what failed, which nobody has to catch', async () => {
    const { begun, control, effects } = world();
    const failing = control._refresh();

    begun[0]?.(new TypeError('what the other took away'));
    await failing;
    await effects.time.advance(1_000);
    await settle();

    expect(begun).toHaveLength(2);
  });

  it('leaves it alone when the client is shut down', async () => {
    const { begun, control, effects } = world();
    const failing = control._refresh();
    control._isShuttingDown = true;

    begun[0]?.(new Error('closed'));
    await failing;
    await effects.time.advance(60_000);

    expect(begun).toHaveLength(1);
  });

  it('ends its connections to a node that it drops', () => {
    const { client } = world();
    const shutdown = jest.fn();

    client.emit('hostRemove', { shutdown });

    expect(shutdown).toHaveBeenCalledTimes(1);
  });

  it('is the one that is installed', () => {
    const client = new Client({ contactPoints: ['127.0.0.1'], localDataCenter: 'dc1' });

    expect(() => guardDriver(client, fakeEffects())).not.toThrow();
    expect(() => guardDriver({} as Client, fakeEffects())).toThrow(TypeError);
  });
});
