import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { isAlive } from '../testing/is-alive.ts';
import { until } from '../until.ts';
import { ServerProcess } from './server-process.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hansom-process-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** It runs, and answers when it is told to. */
function aServer(answers: () => Promise<boolean>): ServerProcess {
  const program = { name: 'A sleeper', command: 'sleep', args: ['600'], perishable: '' };
  return new ServerProcess({ ...program, logFile: path.join(folder, 'log'), answers });
}

describe('the start of a server', () => {
  it('is over soon when it is given up, and leaves nothing', async () => {
    const server = aServer(async () => false);
    const giving = new AbortController();

    const refused = expect(server.start(giving.signal)).rejects.toThrow('A sleeper was given up while it');
    await until(async () => server.runs, { patience: 60_000 });
    const { pid } = server;
    giving.abort();
    await refused;

    expect([isAlive(pid), server.runs]).toEqual([false, false]);
  });

  it('leaves nothing when it is given up before there is a process, or in the moment in which it answers', async () => {
    const giving = new AbortController();
    const late = aServer(async () => {
      giving.abort();
      return true;
    });
    const early = aServer(async () => true);

    await expect(late.start(giving.signal)).rejects.toThrow('was given up');
    await expect(early.start(giving.signal)).rejects.toThrow('was given up');

    expect([late.runs, early.runs]).toEqual([false, false]);
  });
});
