import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { freePort } from '@hansom/platform-runtime/testing';

const ROOT = path.resolve(__dirname, '../../..');
const HERE = ['auth', 'notification', 'console'];
const PASSWORD = 'correct horse battery';

let data: string;
let env: NodeJS.ProcessEnv;
let host: ChildProcess;
/** The link that the start has told. */
let link: string;

jest.setTimeout(120_000);

beforeAll(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-staff-'));
  env = { ...process.env, HANSOM_TRAFFIC: `127.0.0.1:${await freePort()}` };
  const started = { ...env, HANSOM_CONSOLE_PORT: '0', HANSOM_CONSOLE_PAGE: __dirname };
  host = hansom(['start', '--json', '--store', 'memory', ...HERE], started);
  link = await linkTold(host);
});

afterAll(async () => {
  host.kill('SIGKILL');
  await rm(data, { recursive: true, force: true });
});

function hansom(args: readonly string[], of: NodeJS.ProcessEnv = env): ChildProcess {
  return spawn(process.execPath, [path.join(ROOT, 'hansom'), ...args, '--data', data], {
    cwd: ROOT,
    env: of,
  });
}

async function linkTold({ stdout, stderr }: ChildProcess): Promise<string> {
  if (!stdout || !stderr) throw new TypeError('its output is not piped');
  let said = '';
  stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for await (const line of createInterface(stdout)) {
    const told = JSON.parse(line) as { kind: string; url?: string };
    if (told.kind === 'console' && told.url !== undefined) return told.url;
  }
  throw new Error(`no link was told: ${said}`);
}

/** A command of `staff`, to its end. */
async function staff(
  args: readonly string[],
  input = '',
): Promise<{ code: number; out: string; err: string }> {
  return ended(hansom(['staff', ...args]), input);
}

async function ended(child: ChildProcess, input = ''): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...texts };
}

/** Follows a link as the console would. */
function redeem(url: string, commandKey: string) {
  const request = JSON.stringify({ commandKey, secret: new URL(url).hash.slice(1) });
  return ended(hansom(['call', 'auth/RedeemSignInLink', request]));
}

describe('hansom start', () => {
  it('tells a link that signs the developer in, with all roles, once', async () => {
    const first = await redeem(link, 'browser 1');
    const second = await redeem(link, 'browser 2');

    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\/link#[\w-]{43}$/);
    expect(JSON.parse(first.out)).toMatchObject({ staff: { name: 'dev', roles: ['OPS'] } });
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('auth.link_refused') });
  });
});

describe('hansom staff', () => {
  it('adds, lists, changes and closes accounts', async () => {
    const added = await staff(['add', 'anna', '--roles', 'OPS.GOT,OPS.PHONES']);
    const changed = await staff(['roles', 'anna', 'OPS.LON']);
    const before = await staff(['list', '--json']);
    const closed = await staff(['close', 'anna']);
    const after = await staff([]);

    expect(added).toEqual({
      code: 0,
      out: 'anna has OPS.GOT, OPS.PHONES; they sign in by ./hansom staff link anna\n',
      err: '',
    });
    expect(changed.out).toMatch(/^anna has OPS\.LON/);
    expect(JSON.parse(before.out)).toContainEqual(
      expect.objectContaining({ name: 'anna', roles: ['OPS.LON'], state: 'STAFF_STATE_ACTIVE' }),
    );
    expect(closed.out).toMatch(/^anna is closed/);
    expect(after.out).toMatch(/anna +OPS\.LON +CLOSED +no /);
  });

  it('takes a password from standard input, by which they then sign in', async () => {
    const added = await staff(['add', 'bert', '--roles', 'OPS', '--password-stdin'], `${PASSWORD}\n`);

    const request = JSON.stringify({ name: 'bert', password: PASSWORD, address: '192.0.2.1' });
    const signedIn = await ended(hansom(['call', 'auth/SignInStaff', request]));

    expect(added.out).toBe('bert has OPS; they sign in by name and password\n');
    expect(JSON.parse(signedIn.out)).toMatchObject({ staff: { name: 'bert', hasPassword: true } });
  });

  it('prints a link to the console that it is told of', async () => {
    await staff(['add', 'cleo', '--roles', 'OPS']);

    const { out } = await staff(['link', 'cleo', '--console', 'https://console.example']);
    const { code } = await redeem(out.trim(), 'browser 3');

    expect(out).toMatch(/^https:\/\/console\.example\/sign-in\/link#[\w-]{43}\n$/);
    expect(code).toBe(0);
  });

  it('tells in a line what is wrong with roles, and who is unknown', async () => {
    const wrong = await staff(['add', 'dora', '--roles', 'OPS.got']);
    const unknown = await staff(['link', 'nobody']);

    expect(wrong).toMatchObject({ code: 1, err: expect.stringMatching(/roles: .*as in OPS\.GOT/) });
    expect(unknown).toMatchObject({ code: 1, err: expect.stringMatching(/^auth\.not_found/) });
  });
});
