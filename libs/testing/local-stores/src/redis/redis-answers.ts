import { connect } from 'node:net';

const PATIENCE_MS = 2_000;

/** Where a Redis is, and what it wants to hear first. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly password?: string | undefined;
}

/** Whether a Redis serves there. */
export async function answersRedis(at: RedisAddress): Promise<boolean> {
  return (await answerOf(at, 'PING')) === '+PONG';
}

/** The first line that it answers to a command of one line; empty when it does not, and soon. */
export function answerOf(at: RedisAddress, command: string): Promise<string> {
  const lines = [...(at.password === undefined ? [] : [`AUTH ${at.password}`]), command];
  return new Promise((resolve) => {
    let read = '';
    const answers = (): string[] => read.split('\r\n').slice(0, -1);
    const socket = connect({ host: at.host, port: at.port });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('connect', () => socket.write(lines.map((line) => `${line}\r\n`).join('')));
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => resolve(answers()[lines.length - 1] ?? ''));
    socket.on('data', (chunk: Buffer) => {
      read += chunk.toString();
      if (answers().length >= lines.length) socket.destroy();
    });
  });
}
