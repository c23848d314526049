import { type ChildProcess, fork } from 'node:child_process';

/** This bundle again, in a process of its own: it answers what it is asked, one thing after the other. */
export interface Child {
  ask(question: unknown): Promise<unknown>;
  kill(): void;
}

/** `program`: a function that this bundle exports. */
export function startChild(program: string, ...args: string[]): Child {
  const [, runner = '', bundle = ''] = process.argv;
  const child = fork(runner, [bundle, program, ...args], { stdio: ['ignore', 2, 2, 'ipc'] });
  return { ask: (question) => ask(child, question), kill: () => child.kill() };
}

function ask(child: ChildProcess, question: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a child ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer);
    });
    child.send({ question });
  });
}

/** The other side: answers until the parent ends this process. */
export function answerParent(answer: (question: unknown) => Promise<unknown>): Promise<never> {
  process.on('message', (message: { question: unknown }) => {
    void answer(message.question).then((result) => process.send?.(result));
  });
  return new Promise(() => undefined);
}
