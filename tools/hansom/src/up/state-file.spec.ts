import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { isRunning, killLeftovers, marked, readState, stateFileIn, type UpState } from './state-file.ts';

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

function read(folder: string): UpState | undefined {
  return readState(stateFileIn(folder));
}

describe('the state of a fleet', () => {
  it('is none where there is no file, nor a folder', () => {
    writeFileSync(path.join(data, 'a-file'), '');

    expect([data, path.join(data, 'none'), path.join(data, 'a-file')].map(read)).toEqual(
      Array(3).fill(undefined),
    );
  });

  it('is that of nobody where it is none of ours', () => {
    writeFileSync(stateFileIn(data), '{"half');

    const state = read(data);

    expect(state?.children).toEqual([]);
    expect(state && isRunning(state)).toBe(false);
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

  it('has the folder of the socket removed, if there was one', () => {
    mkdirSync(path.join(data, 'socket folder'));
    const { socket, ...state } = { ...aState(), children: [] };

    killLeftovers(state);
    const before = existsSync(path.join(data, 'socket folder'));
    killLeftovers({ ...state, socket });

    expect([before, existsSync(path.join(data, 'socket folder'))]).toEqual([true, false]);
  });
});
