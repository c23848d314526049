import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { claim } from '../up/claim.ts';
import { marked } from '../up/state-file.ts';
import { checkStarted, down, processes, restart } from './fleet-orders.ts';

let data: string;
let starting: ChildProcess;
let said: jest.SpyInstance;

beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'hansom-orders-'));
  starting = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  said = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  said.mockRestore();
  starting.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

function lines(): unknown[] {
  return said.mock.calls.flat();
}

describe('orders to an installation that is being started', () => {
  beforeEach(() => {
    claim(data, marked(starting.pid ?? 0));
  });

  it('end it by a signal, and wait until it has ended', async () => {
    const ended = once(starting, 'exit');

    await down({ data });
    const [, signal] = (await ended) as [null, string];

    expect(signal).toBe('SIGTERM');
    expect(lines()).toEqual(['Stopped.\n']);
  });

  it('are refused otherwise, in a line that names its process', async () => {
    const refusal = `it is being started, by process ${starting.pid}: no service runs yet`;

    await expect(restart([], { data })).rejects.toThrow(refusal);
    await expect(processes({ data })).rejects.toThrow(refusal);
    expect(() => checkStarted({ data })).toThrow(refusal);
  });
});

describe('orders to an installation that is not up', () => {
  it('say so', async () => {
    await down({ data });

    expect(lines()).toEqual(['Nothing is up.\n']);
    await expect(restart([], { data })).rejects.toThrow(`nothing is up in ${data}: ./hansom up`);
    await expect(processes({ data })).resolves.toBeUndefined();
    expect(() => checkStarted({ data })).not.toThrow();
  });

  it('clean up after one that has died', async () => {
    claim(data, { ...marked(starting.pid ?? 0), mark: 'of a dead one' });

    await down({ data });

    expect(lines()).toEqual(['The supervisor had died; nothing was left.\n']);
    expect(readdirSync(data)).toEqual([]);
    expect(starting.signalCode).toBeNull();
  });
});
