import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { z } from '@hansom/platform-config';

import { UsageError } from '../services.ts';

/** What a running supervisor can be told: a line of JSON to its socket. */
export const order = z.discriminatedUnion('do', [
  z.object({ do: z.literal('list') }),
  z.object({ do: z.literal('down') }),
  z.object({ do: z.literal('restart'), services: z.array(z.string()) }),
  z.object({
    do: z.literal('scale'),
    service: z.string(),
    release: z.string().optional(),
    replicas: z.number().int(),
  }),
  z.object({ do: z.literal('add'), service: z.string(), bundle: z.string() }),
]);

export type Order = z.infer<typeof order>;

/** An instance, as it is told about. */
const row = z.object({
  name: z.string(),
  service: z.string(),
  state: z.enum(['waiting', 'starting', 'serving', 'stopping', 'crash loop']),
  pid: z.number().optional(),
  version: z.string().optional(),
  /** As `traffic` knows it. */
  instance: z.string().optional(),
  address: z.string().optional(),
  listening: z.record(z.string(), z.string()),
  /** Of the last minute; none: it has not told any yet. */
  figures: z
    .object({ callsPerSecond: z.number(), slowestP95Ms: z.number(), memoryMb: z.number() })
    .optional(),
  /** How often in a row it failed. */
  failures: z.number(),
  why: z.string().optional(),
});

export type InstanceRow = z.infer<typeof row>;

/** What it answers: lines of JSON, of which the last is an end. */
const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), text: z.string() }),
  z.object({ kind: z.literal('done'), rows: z.array(row) }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);

type Answer = z.infer<typeof answer>;

/** Does what an order says. Rejects with a `UsageError` when it makes no sense. */
export type Obey = (order: Order, progress: (text: string) => void) => Promise<InstanceRow[]>;

export interface ControlSocket {
  readonly file: string;
  /** Those who are being answered are. */
  close(): Promise<void>;
}

/** Listens for orders of this user, and of nobody else. The socket lies outside of the data folder: its path may have 108 bytes. */
export async function listenForOrders(obey: Obey): Promise<ControlSocket> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-up-')); // 0700
  const file = path.join(folder, 'socket');
  const silent = new Set<net.Socket>();
  const answering = new Set<Promise<void>>();
  const server = net.createServer((socket) => {
    silent.add(socket);
    const heard: Obey = (given, progress) => {
      silent.delete(socket);
      return obey(given, progress);
    };
    const answered = answerOn(socket, heard).finally(() => answering.delete(answered));
    answering.add(answered);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(file, resolve));
  chmodSync(file, 0o600);
  return {
    file,
    close: async () => {
      server.close();
      for (const socket of silent) socket.destroy(); // they have said nothing: there is nothing to wait for
      await Promise.all(answering);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answerOn(socket: net.Socket, obey: Obey): Promise<void> {
  socket.on('error', () => undefined); // whoever asked has gone: what they told is done all the same
  const say = (said: Answer): void => void (socket.writable && socket.write(`${JSON.stringify(said)}\n`));
  try {
    const given = order.parse(JSON.parse(await firstLine(socket)));
    const rows = await obey(given, (text) => say({ kind: 'progress', text }));
    say({ kind: 'done', rows });
  } catch (error) {
    say({ kind: 'refused', reason: error instanceof Error ? error.message : String(error) });
  }
  if (!socket.destroyed) await new Promise<void>((resolve) => socket.once('close', resolve).end(resolve));
  socket.destroy();
}

/** Empty: whoever was there has gone without a word. */
function firstLine(socket: net.Socket): Promise<string> {
  return new Promise((resolve) => {
    createInterface(socket).once('line', resolve);
    socket.once('close', () => resolve(''));
  });
}

/** Tells the supervisor at a socket what to do; gives what runs then. Throws a `UsageError` when it refuses, or is not there. */
export async function tell(
  file: string,
  told: Order,
  progress: (text: string) => void,
): Promise<InstanceRow[]> {
  const socket = net.connect(file);
  const lost = new Promise<never>((_, reject) => {
    socket.on('error', () => reject(new UsageError(NOT_THERE)));
  });
  const answered = answersOn(socket, progress);
  socket.write(`${JSON.stringify(told)}\n`);
  try {
    return await Promise.race([answered, lost]);
  } finally {
    socket.destroy();
  }
}

const NOT_THERE = 'the supervisor does not answer: ./hansom down cleans up after it';

async function answersOn(socket: net.Socket, progress: (text: string) => void): Promise<InstanceRow[]> {
  for await (const line of createInterface(socket)) {
    const said = answer.parse(JSON.parse(line));
    if (said.kind === 'done') return said.rows;
    if (said.kind === 'refused') throw new UsageError(said.reason);
    progress(said.text);
  }
  throw new UsageError(NOT_THERE);
}
