import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { freePort } from '@hansom/platform-runtime/testing';

const ROOT = path.resolve(__dirname, '../../..');

/** A whole city starts, and somebody has to be driven: more than other specs need. */
jest.setTimeout(180_000);

let data: string;
let city: ChildProcess | undefined;

beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-start-'));
});

afterEach(async () => {
  city?.kill('SIGKILL');
  city = undefined;
  await rm(data, { recursive: true, force: true });
});

/** A city of its own, beside whatever else runs here. */
async function start(...options: string[]) {
  const env = {
    ...process.env,
    HANSOM_TRAFFIC: `127.0.0.1:${await freePort()}`,
    HANSOM_CUSTOMER_API_PORT: '0',
    HANSOM_DRIVER_API_PORT: '0',
    HANSOM_REALTIME_PORT: '0',
    HANSOM_CONSOLE_PORT: '0',
    HANSOM_CONSOLE_PAGE: data, // there is none, and it need not be built
  };
  const args = [path.join(ROOT, 'hansom'), 'start', '--json', '--data', data, ...options];
  const child = spawn(process.execPath, args, { cwd: ROOT, env });
  city = child;
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const lines = texts.out.trim().split('\n');
  return { code, err: texts.err, last: JSON.parse(lines.at(-1) ?? '') as unknown };
}

describe('hansom start', () => {
  it('drives a ride from the wish to the receipt, tells what it came to, and ends', async () => {
    const few = ['--drivers', '12', '--rides-per-hour', '200', '--seed', '7'];

    const ended = await start(...few, '--speed', '20', '--until', 'rides=1', '--give-up-after', '120');

    expect(ended).toEqual({
      code: 0,
      err: '',
      last: {
        kind: 'ended',
        rides: expect.any(Number) as number, // another may have ended with it
        msToAllHealthy: expect.any(Number) as number,
        msToFirstRide: expect.any(Number) as number,
        peakMemoryMb: expect.any(Number) as number,
      },
    });
    expect((ended.last as { rides: number }).rides).toBeGreaterThanOrEqual(1);
  });

  it('ends with code 1 when what it waits for does not come in time', async () => {
    const ended = await start('--no-robots', '--until', 'rides=1', '--give-up-after', '1');

    expect(ended).toMatchObject({ code: 1, err: '', last: { kind: 'ended', rides: 0, msToFirstRide: null } });
  });
});
