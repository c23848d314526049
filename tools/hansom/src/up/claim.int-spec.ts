import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { build } from 'esbuild';

import { claim } from './claim.ts';
import { readState, stateFileIn } from './state-file.ts';

const ROUNDS = 40;
const CONTENDERS = 4;

let folder: string;
let contenders: ChildProcess[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'hansom-claims-'));
  const outfile = path.join(folder, 'contender.cjs');
  const entryPoints = [path.join(__dirname, 'testing/contender.ts')];
  const conditions = ['@hansom/source'];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', conditions });
  contenders = Array.from({ length: CONTENDERS }, () => fork(outfile));
});

afterAll(() => {
  contenders.forEach((contender) => contender.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  /** What each was told: `taken`, or by whom. */
  readonly answers: readonly (number | string)[];
  readonly left: readonly string[];
  readonly owner?: number;
}

/** All of them try at once. */
async function race(data: string): Promise<Outcome> {
  const go = `${data}.go`;
  const ready = told();
  contenders.forEach((contender) => contender.send({ data, go }));
  await ready;
  const answered = told();
  writeFileSync(go, '');
  const answers = await answered;
  return { answers, left: readdirSync(data), owner: readState(stateFileIn(data))?.supervisor.pid };
}

function told(): Promise<(number | string)[]> {
  return Promise.all(contenders.map(async (contender) => (await once(contender, 'message'))[0]));
}

/** How many took it, in each of many races. */
async function winners(prepare: (data: string) => void): Promise<number[]> {
  const counts: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { answers } = await race(aFolder(prepare)); // one after the other: a second would only slow it down
    counts.push(answers.filter((answer) => answer === 'taken').length);
  }
  return counts;
}

function aFolder(prepare: (data: string) => void): string {
  const data = mkdtempSync(path.join(folder, 'data-'));
  prepare(data);
  return data;
}

function leftByADeadOne(data: string): void {
  claim(data, { pid: spawnSync('true').pid, mark: 'of a dead one' });
}

describe('an installation that many processes want at once', () => {
  it('goes to one of them', async () => {
    expect(await winners(() => undefined)).toEqual(Array(ROUNDS).fill(1));
  });

  it('goes to one of them when a dead one had it', async () => {
    expect(await winners(leftByADeadOne)).toEqual(Array(ROUNDS).fill(1));
  });

  it('is its alone, by what the folder says', async () => {
    const { answers, left, owner } = await race(aFolder(leftByADeadOne));

    expect(left).toEqual(['up.json']);
    expect(contenders.map(({ pid }) => pid)[answers.indexOf('taken')]).toBe(owner);
  });
});
