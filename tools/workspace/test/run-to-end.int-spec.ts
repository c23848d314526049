import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(join(__dirname, '../run-to-end.mjs')).href;

/** Says that it runs, and would do so for long. */
const CHILD = "console.log('runs', process.env.NAME); setTimeout(() => undefined, 600_000)";

const PARENT = `
import { runToEnd } from '${MODULE}';
console.log('ended with', await runToEnd(JSON.parse(process.argv[1]), { NAME: 'so' }));`;

describe('runToEnd', () => {
  let parent: ChildProcess;
  let said: string;

  function start(child: string): Promise<unknown> {
    const args = ['--input-type=module', '-e', PARENT, JSON.stringify(['-e', child])];
    parent = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    said = '';
    parent.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return once(parent.stdout!, 'data');
  }

  const ended = () => once(parent, 'close');

  it('gives the exit code, and hands on the environment', async () => {
    await start("console.log('runs', process.env.NAME); process.exit(3)");
    await ended();

    expect(said).toBe('runs so\nended with 3\n');
  });

  it('is still there when Ctrl-C has ended the program', async () => {
    await start(CHILD);

    process.kill(-parent.pid!, 'SIGINT'); // as a terminal does: to all of the group
    await ended();

    expect(said).toBe('runs so\nended with 1\n');
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('hands %s on', async (signal) => {
    await start(CHILD);

    parent.kill(signal);
    await ended();

    expect(said).toBe('runs so\nended with 1\n');
  });
});
