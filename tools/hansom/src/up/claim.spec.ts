import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { type Claim, claim } from './claim.ts';
import { marked, type MarkedProcess, readState, stateFileIn } from './state-file.ts';

const DEAD: MarkedProcess = { pid: 4_000_000, mark: 'of a dead one' };
const HEIR: MarkedProcess = { pid: 4_000_001, mark: 'of its heir, dead too' };

let data: string;
let sleeper: ChildProcess;

beforeEach(() => {
  data = mkdtempSync(path.join(os.tmpdir(), 'hansom-claim-'));
  sleeper = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
});

afterEach(() => {
  sleeper.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

function another(): MarkedProcess {
  return marked(sleeper.pid ?? 0);
}

function taken(owner?: MarkedProcess): Claim {
  const outcome = claim(data, owner);
  if ('heldBy' in outcome) throw new Error(`it is held by ${outcome.heldBy}`);
  return outcome.claim;
}

function file(): string {
  return stateFileIn(data);
}

/** As if a process had begun to clear up after another. */
function heirOf({ pid, mark }: MarkedProcess, heir: MarkedProcess): void {
  const will = `${file()}.after-${pid}-${encodeURIComponent(mark)}`;
  writeFileSync(will, JSON.stringify({ supervisor: heir, children: [] }));
}

describe('an installation', () => {
  it('is ours from the moment it is taken, by a file that nobody else reads', () => {
    taken();

    expect(readState(file())).toEqual({ supervisor: marked(process.pid), children: [] });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readdirSync(data)).toEqual(['up.json']);
  });

  it('is refused while another runs, whose id is told', () => {
    taken(another());

    expect(claim(data)).toEqual({ heldBy: sleeper.pid });
  });

  it('is free again when it is released', () => {
    taken(another()).release();

    expect(readdirSync(data)).toEqual([]);
    expect(() => taken()).not.toThrow();
  });

  it('tells what runs in it, until it is released', () => {
    const ours = taken();
    const running = { socket: 'a-socket', children: [] };

    ours.write(running);
    const during = readState(file());
    ours.release();
    ours.write(running);

    expect(during).toEqual({ supervisor: marked(process.pid), ...running });
    expect(readdirSync(data)).toEqual([]);
  });

  it('stays as it is when whoever had it before writes, or releases it', () => {
    const former = taken(another());
    rmSync(file());
    taken();

    former.write({ socket: 'a-socket', children: [] });
    former.release();

    expect(readState(file())).toEqual({ supervisor: marked(process.pid), children: [] });
  });

  it('is taken from a dead one, whose children are killed', async () => {
    taken(DEAD).write({ children: [{ name: 'desk-1', ...another() }] });

    const { killed } = { killed: [], ...claim(data) };
    await once(sleeper, 'close');

    expect([killed, sleeper.signalCode]).toEqual([['desk-1'], 'SIGKILL']);
    expect(readState(file())?.supervisor).toEqual(marked(process.pid));
    expect(readdirSync(data)).toEqual(['up.json']);
  });

  it('is taken where what is in it cannot be read', () => {
    writeFileSync(file(), '{"half');

    taken();

    expect(readState(file())?.supervisor).toEqual(marked(process.pid));
  });

  it('is refused while another clears up after a dead one, and left alone', () => {
    taken(DEAD);
    heirOf(DEAD, another());

    expect(claim(data)).toEqual({ heldBy: sleeper.pid });
    expect(readState(file())?.supervisor).toEqual(DEAD);
  });

  it('is taken where one died that cleared up after another', () => {
    taken(DEAD);
    heirOf(DEAD, HEIR);

    taken();

    expect(readState(file())?.supervisor).toEqual(marked(process.pid));
    expect(readdirSync(data)).toEqual(['up.json']);
  });
});
