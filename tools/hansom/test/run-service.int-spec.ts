import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
/** It goes on without a control plane, after having waited for one. */
const NOBODY = '127.0.0.1:1';
const MAIN = path.join(ROOT, 'dist/apps/sample-hold/main.cjs');

let data: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  const { status } = spawnSync(process.execPath, ['tools/workspace/bundle.mjs', 'apps/sample-hold'], {
    cwd: ROOT,
  });
  expect(status).toBe(0);
});

beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-service-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

/** The service's bundle as a process, as an operator would run it. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HANSOM_DATA: data, HANSOM_TRAFFIC: NOBODY, ...env },
  });
  children.push(child);
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...texts }));
  return { child, texts, ended };
}

async function serving(): Promise<ReturnType<typeof run>> {
  const service = run([]);
  const up = new Promise<void>((resolve) => {
    service.child.stdout.on('data', () => service.texts.out.includes('"serving"') && resolve());
  });
  await Promise.race([up, service.ended]);
  expect(service.texts.out).toContain('"serving"');
  return service;
}

describe('a service as a process', () => {
  it('prints its version and what it is, and ends', async () => {
    const version = await run(['--version']).ended;
    const description = await run(['--describe']).ended;

    expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d{14}\n$/) });
    expect(JSON.parse(description.out)).toMatchObject({ name: 'sample-hold', source: 'apps/sample-hold' });
  });

  it('lists all that is wrong with its settings, and ends with code 1', async () => {
    const ended = await run([], { HANSOM_PORT: 'x', HANSOM_LOG_LEVEL: 'loud', HANSOM_PROT: '1' }).ended;

    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(/^sample-hold cannot run:/);
    for (const name of ['HANSOM_PORT', 'HANSOM_LOG_LEVEL', 'HANSOM_PROT']) expect(ended.err).toContain(name);
  });

  it('stops in order at SIGTERM, with code 0', async () => {
    const service = await serving();

    service.child.kill('SIGTERM');
    const ended = await service.ended;

    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/"message":"serving".*"message":"stopping"/s);
  });

  it('ends at once at the second signal', async () => {
    const service = await serving();

    service.child.kill('SIGTERM');
    service.child.kill('SIGINT');

    expect(await service.ended).toMatchObject({ code: 130 });
  });

  it('names itself when an error that nobody caught ends it', async () => {
    await writeFile(path.join(data, 'throw.cjs'), "setTimeout(() => { throw new Error('boom'); }, 10);");

    const ended = await run([], { NODE_OPTIONS: `--require=${path.join(data, 'throw.cjs')}` }).ended;

    const line = ended.out.split('\n').find((text) => text.includes('boom'));
    expect(ended.code).toBe(1);
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 'error',
      service: 'sample-hold',
      message: 'uncaught error',
    });
  });
});
