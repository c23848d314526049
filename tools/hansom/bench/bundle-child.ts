import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** This bundle again, in a process of its own: it runs one of its exports. Its standard output is the bench's errors. */
export function startChild(program: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const [, runner = '', bundle = ''] = process.argv;
  return fork(runner, [bundle, program], {
    stdio: ['ignore', 2, 2, 'ipc'],
    env: { PATH: process.env['PATH'], ...env },
  });
}

/** The first thing that a child says; rejects when it ends instead. */
export async function firstWord(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', gone).then(([word]) => word as unknown),
      once(child, 'exit', gone).then(([code]) => Promise.reject(new Error(`a child ended with ${code}`))),
    ]);
  } finally {
    gone.abort();
  }
}

/** Never resolves: a child runs until its parent ends it. */
export function untilKilled(): Promise<never> {
  process.on('disconnect', () => process.exit(0)); // its parent is gone
  return new Promise(() => undefined);
}
