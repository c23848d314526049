import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { freePort } from '@hansom/platform-runtime/testing';

import { SERVICES } from '../src/services.ts';

const ROOT = path.resolve(__dirname, '../../..');
const CHECK_IN = '{"commandKey": "k1", "guestId": "anna", "placeIds": ["seat-1", "seat-2"]}';

/** Gateways listen where nobody does, and the console has no page. */
const ANY_PORTS = {
  HANSOM_CUSTOMER_API_PORT: '0',
  HANSOM_DRIVER_API_PORT: '0',
  HANSOM_REALTIME_PORT: '0',
  HANSOM_CONSOLE_PORT: '0',
  HANSOM_CONSOLE_PAGE: __dirname, // nobody looks at it: it need not be built
};
const SAMPLES = ['sample-desk', 'sample-hold'];

let data: string;
let traffic: number;
let host: ChildProcess | undefined;

beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-cli-'));
  traffic = await freePort();
});

afterEach(async () => {
  host?.kill('SIGKILL');
  host = undefined;
  await rm(data, { recursive: true, force: true });
});

function hansom(...args: string[]): ChildProcess {
  const ports = args.some((name) => SAMPLES.includes(name)) ? {} : ANY_PORTS;
  const env = { ...process.env, ...ports, HANSOM_TRAFFIC: `127.0.0.1:${traffic}` };
  return spawn(process.execPath, [path.join(ROOT, 'hansom'), ...args, '--data', data], { cwd: ROOT, env });
}

/** Runs to its end. */
async function ended(child: ChildProcess): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...texts };
}

/** Checks in, and asks again under the same key while the machine is too busy to answer in time. */
async function checkedIn(): ReturnType<typeof ended> {
  for (let tries = 1; ; tries++) {
    const answer = await ended(hansom('call', 'sample-desk/CheckIn', CHECK_IN)); // one after the other
    const isLate = answer.code === 1 && answer.err.includes('deadline');
    if (!isLate || tries === 10) return answer;
  }
}

/** Starts and resolves when the services are up. */
async function start(...args: string[]): Promise<ChildProcess> {
  const child = hansom('start', ...args);
  host = child;
  let out = '';
  child.stderr?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  for await (const chunk of child.stdout ?? []) {
    out += String(chunk);
    if (out.includes('Ctrl-C')) return child;
  }
  throw new Error(`did not start: ${out}`);
}

describe('hansom start and call', () => {
  it('runs the services, answers calls, stops when told to and continues where it was', async () => {
    const first = await start(...SAMPLES);
    const answered = await checkedIn();
    first.kill('SIGINT');
    const [code] = (await once(first, 'close')) as [number];

    await start(...SAMPLES);
    const repeated = await checkedIn();

    expect(answered).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(answered.out)).toMatchObject({ held: { placeId: 'seat-1', guestId: 'anna' } });
    expect(code).toBe(0);
    expect(repeated).toEqual(answered);
  });

  it('keeps what was answered when the process is killed', async () => {
    const first = await start(...SAMPLES);
    const answered = await checkedIn();
    first.kill('SIGKILL');
    await once(first, 'close');

    await start(...SAMPLES);
    const repeated = await checkedIn();

    expect(answered).toMatchObject({ code: 0, err: '' });
    expect(repeated).toEqual(answered);
  });

  it('ends with code 1 and a line that helps when a call cannot be made', async () => {
    await start(...SAMPLES, 'city');

    const refused = await ended(hansom('call', 'sample-desk/CheckIn', '{"guestId": "anna"}'));
    const unknown = await ended(hansom('call', 'sample-desk/CheckIn', '{"guest": "anna"}'));

    const nested = await ended(hansom('call', 'city/FindCity', '{"at": {"latitude": 57.7}}'));

    expect(nested).toMatchObject({ code: 1, err: expect.stringMatching(/LatLng.*"latitude" is unknown/) });
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(/^sample-desk\.invalid_argument .*command_key: must have 1 to 40 characters/);
    expect(unknown).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has no field guest; known: commandKey/),
    });
  });
});

/** Looks again while the machine is too busy for everybody to be as wanted. */
async function standings(wanted: unknown): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    const { out } = await ended(hansom('status', '--json')); // one after the other
    const rows = (JSON.parse(out) as { service: string; health: string }[])
      .map(({ service, health }) => ({ service, health }))
      .sort((a, b) => a.service.localeCompare(b.service));
    if (isDeepStrictEqual(rows, wanted) || tries === 10) return rows;
  }
}

describe('hansom status and traffic', () => {
  it('lists who runs, and how they are', async () => {
    await start('--no-robots');

    const services = Object.keys(SERVICES).filter((name) => ![...SAMPLES, 'robots'].includes(name));
    const healthy = services.map((service) => ({ service, health: 'healthy' }));
    expect(await standings(healthy)).toEqual(healthy);
  });

  it('says in a line that nothing runs', async () => {
    const asked = await Promise.all([['status'], ['traffic', 'rules']].map((args) => ended(hansom(...args))));

    const err = `hansom: traffic does not answer (connect ECONNREFUSED 127.0.0.1:${traffic}): ./hansom start or ./hansom up runs it, and --traffic says where it is\n`;
    expect(asked).toEqual([
      { code: 1, out: '', err },
      { code: 1, out: '', err },
    ]);
  });

  it('changes shares with a reason, keeps who did it, and refuses what makes no sense', async () => {
    await start(...SAMPLES);
    const share = (...args: string[]) => ended(hansom('traffic', 'share', 'sample-hold', ...args));

    const changed = await share('v1=90', 'v2=10', '--reason', 'a first try');
    const refused = await share('v1=0', '--reason', 'a slip');
    const history = await ended(hansom('traffic', 'history'));

    expect(changed).toMatchObject({
      code: 0,
      out: expect.stringContaining('no instance of sample-hold runs version v2'),
    });
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^traffic\.invalid_argument .*must not all be 0/),
    });
    expect(history.out).toMatch(/1 .*operator:.* sample-hold .*all alike -> v1=90 v2=10 .*a first try/);
    expect(history.out).not.toContain('a slip');
  });
});
