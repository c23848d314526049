import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { isRunning, killLeftovers, marked, stateFileIn } from './state-file.ts';

let data: string;
let sleeper: ChildProcess;

beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'hansom-state-'));
  sleeper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
});

afterEach(() => {
  sleeper.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

function aState(mark?: string) {
  const own = marked(sleeper.pid ?? 0);
  const socket = path.join(data, 'socket folder', 'socket');
  return {
    supervisor: marked(process.pid),
    socket,
    children: [{ name: 'desk-1', ...own, mark: mark ?? own.mark }],
  };
}

describe('the state of a fleet', () => {
  it('is read as it was written, by nobody else', () => {
    const file = stateFileIn(data);

    file.write(aState());

    expect(file.read()).toEqual(aState());
    expect(statSync(path.join(data, 'up.json')).mode & 0o777).toBe(0o600);
  });

  it('is none before there is one, after it was removed, and when it is none of ours', () => {
    const file = stateFileIn(data);
    const before = file.read();
    file.write(aState());
    file.remove();
    const after = file.read();
    writeFileSync(path.join(data, 'up.json'), '{"half');

    expect([before, after, file.read()]).toEqual([undefined, undefined, undefined]);
  });

  it('tells a process from a later one that got its id', () => {
    const { supervisor } = aState();

    expect(isRunning(aState())).toBe(true);
    expect(isRunning({ ...aState(), supervisor: { ...supervisor, mark: 'of another' } })).toBe(false);
  });

  it('has what was left behind killed, and nobody else', async () => {
    const spared = killLeftovers(aState('of another'));
    const killed = killLeftovers(aState());
    await once(sleeper, 'close');

    expect([spared, killed]).toEqual([[], ['desk-1']]);
    expect(sleeper.signalCode).toBe('SIGKILL');
  });

  it('has the folder of the socket removed', () => {
    mkdirSync(path.join(data, 'socket folder'));

    killLeftovers({ ...aState(), children: [] });

    expect(existsSync(path.join(data, 'socket folder'))).toBe(false);
  });
});
