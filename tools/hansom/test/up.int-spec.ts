import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { eventually } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';
import { freePort } from '@hansom/platform-runtime/testing';
import { SampleDeskServiceDefinition } from '@hansom/proto-sample-desk';

import { openOperator } from '../src/operator.ts';
import { processMark } from '../src/up/process-mark.ts';
import { type UpState } from '../src/up/state-file.ts';

const ROOT = path.resolve(__dirname, '../../..');
const SAMPLES = ['sample-desk', 'sample-hold'];

jest.setTimeout(180_000); // builds what is not built yet, on a busy machine

let data: string;
let traffic: string;
let supervisor: ChildProcess;

/** Runs to its end. */
async function hansom(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = start(...args);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...texts };
}

function start(...args: string[]): ChildProcess {
  const env = { ...process.env, HANSOM_TRAFFIC: traffic };
  return spawn(process.execPath, [path.join(ROOT, 'hansom'), ...args, '--data', data], { cwd: ROOT, env });
}

/** Resolves when all serve; rejects with what was said instead. */
async function up(...args: string[]): Promise<void> {
  supervisor = start('up', '--json', '--stores', 'embedded', ...SAMPLES, ...args);
  let said = '';
  supervisor.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const { stdout } = supervisor;
  if (!stdout) throw new TypeError('its output is not piped');
  await new Promise<void>((resolve, reject) => {
    const lines = createInterface(stdout);
    lines.on('line', (line) => {
      if (line.startsWith('{"kind":"ready"')) resolve();
    });
    lines.once('close', () => reject(new Error(`it ended: ${said}`)));
  });
}

async function state(): Promise<UpState> {
  return JSON.parse(await readFile(path.join(data, 'up.json'), 'utf8')) as UpState;
}

async function pidsOf(name: string): Promise<number[]> {
  return (await state()).children.filter((child) => child.name === name).map(({ pid }) => pid);
}

const MOST_TRIES = 20;

/** Calls that nobody may see fail, one after the other, until they are stopped: a desk calls a hold for each. One that is late is made again under its key. */
async function steadyCalls() {
  const operator = await openOperator({ data, traffic: [traffic] });
  const [desk] = await operator.instances('sample-desk');
  const client = operator.client(SampleDeskServiceDefinition, {
    service: 'sample-desk',
    addresses: [desk?.address ?? ''],
  });
  const outcomes: string[] = [];
  let stopped = false;
  const checkIn = async (call: number, tries = MOST_TRIES): Promise<string> => {
    const request = { commandKey: `steady ${call}`, guestId: 'bert', placeIds: [`place-${call}`] };
    const outcome = await client.checkIn(request, operator.call()).then(() => 'answered', failureIn);
    return outcome === 'late' && tries > 1 ? checkIn(call, tries - 1) : outcome;
  };
  const calling = (async (): Promise<void> => {
    for (let call = 1; !stopped; call += 1) {
      outcomes.push(await checkIn(call));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return async (): Promise<string[]> => {
    stopped = true;
    await calling;
    operator.close();
    return outcomes;
  };
}

/** A machine that does something else is late: nobody has failed then, if asking again helps. */
function failureIn(error: unknown): string {
  return error instanceof HansomError && error.kind === 'deadline_exceeded' ? 'late' : String(error);
}

beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-up-spec-'));
  traffic = `127.0.0.1:${await freePort()}`;
});

afterEach(async () => {
  supervisor?.kill('SIGKILL');
  await hansom('down');
  await rm(data, { recursive: true, force: true });
});

describe('hansom up', () => {
  it('keeps services running: one that is killed, more of one, new ones in place of old ones; down leaves nothing', async () => {
    await up();
    const [victim = 0] = await pidsOf('sample-hold-1');
    process.kill(victim, 'SIGKILL');
    await eventually(async () => {
      const [pid] = await pidsOf('sample-hold-1');
      return pid !== undefined && pid !== victim;
    });

    const scaled = await hansom('scale', 'sample-hold=2');
    const before = [...(await pidsOf('sample-hold-1')), ...(await pidsOf('sample-hold-2'))];
    const calls = await steadyCalls();
    const rolled = await hansom('restart', 'sample-hold');
    const outcomes = await calls();
    const after = [...(await pidsOf('sample-hold-1')), ...(await pidsOf('sample-hold-2'))];
    const all = (await state()).children.map(({ pid }) => pid);
    const downed = await hansom('down');

    expect(scaled).toMatchObject({
      code: 0,
      out: expect.stringMatching(/sample-hold-2 +\d{14} +\d+ +serving/),
    });
    expect(rolled).toMatchObject({ code: 0, err: '' });
    expect(outcomes.filter((outcome) => outcome !== 'answered')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(5);
    expect(after).toHaveLength(2);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
    expect(downed).toMatchObject({ code: 0, out: expect.stringContaining('Stopped.') });
    expect(all.filter((pid) => processMark(pid) !== undefined)).toEqual([]);
    expect(existsSync(path.join(data, 'up.json'))).toBe(false);
  });

  it('leaves no process when its supervisor is killed', async () => {
    await up();
    const { children, socket } = await state();

    supervisor.kill('SIGKILL');
    await once(supervisor, 'close');
    await eventually(() => children.every(({ pid }) => processMark(pid) === undefined));
    const downed = await hansom('down');

    expect(downed).toMatchObject({ code: 0, out: expect.stringContaining('The supervisor had died') });
    expect(existsSync(path.dirname(socket ?? '/'))).toBe(false);
  });

  it('kills what stands still when its supervisor dies, by the next command', async () => {
    await up();
    const [frozen = 0] = await pidsOf('sample-hold-1');

    process.kill(frozen, 'SIGSTOP');
    supervisor.kill('SIGKILL');
    await once(supervisor, 'close');
    const downed = await hansom('down');
    await eventually(() => processMark(frozen) === undefined);

    expect(downed.out).toContain('sample-hold-1');
  });

  it('has an installation for itself as soon as it begins to start; down ends it then too', async () => {
    supervisor = start('up', '--stores', 'embedded', 'sample-hold');
    await eventually(() => existsSync(path.join(data, 'up.json')));
    supervisor.kill('SIGSTOP'); // it goes no further
    const { pid, exitCode } = supervisor;
    const { supervisor: holder, children } = await state();

    const second = await hansom('up', '--stores', 'embedded', 'sample-hold');
    const asked = await hansom('status');
    const ended = once(supervisor, 'close');
    const downing = hansom('down');
    supervisor.kill('SIGCONT');
    const [downed] = await Promise.all([downing, ended]);

    expect([holder.pid, children, exitCode]).toEqual([pid, [], null]);
    expect(second).toMatchObject({
      code: 1,
      err: `hansom: it is up already, by process ${pid}: ./hansom down --data ${data} stops it\n`,
    });
    expect(asked).toMatchObject({
      code: 1,
      err: `hansom: it is being started, by process ${pid}: no service runs yet\n`,
    });
    expect(downed).toMatchObject({ code: 0, out: 'Stopped.\n' });
    expect(existsSync(path.join(data, 'up.json'))).toBe(false);
  });

  it('says in a line why it cannot start, and leaves nothing behind', async () => {
    const taken = net.createServer();
    const [, port = ''] = traffic.split(':');
    await new Promise<void>((resolve) => taken.listen(Number(port), '127.0.0.1', resolve));

    const refused = await hansom('up', '--stores', 'embedded', 'sample-hold');
    taken.close();
    const unknown = await hansom('up', '--stores', 'embedded', 'nope');
    const wrong = await hansom('up', '--stores', 'cassandra', 'sample-hold');
    const alone = await hansom('scale', 'sample-hold=2');

    expect(refused).toMatchObject({
      code: 1,
      err: `hansom: traffic cannot listen on ${traffic}, where another program does: stop that, or give another port by --traffic\n`,
    });
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^hansom: there is no service "nope"/m), // on a fresh clone the page is built first
    });
    expect(wrong).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^hansom: --stores: "cassandra" is neither/),
    });
    expect(alone).toMatchObject({ code: 1, err: `hansom: nothing is up in ${data}: ./hansom up\n` });
    expect(existsSync(path.join(data, 'up.json'))).toBe(false);
  });
});
