import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { StoreFailure } from '../failure.ts';
import { until } from '../until.ts';
import { complaintIn } from './complaint.ts';
import { unwritable } from './home.ts';
import { endWithUs } from './last-will.ts';

/** Ten times what a busy machine needs. */
const START_PATIENCE_MS = 240_000;

export interface Program {
  /** For a person: `Cassandra on 127.0.0.1:9042`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  /** Removed when it ends because this process has; empty: nothing. */
  readonly perishable: string;
  /** Whether it serves. Gives false as long as nobody answers. */
  answers(): Promise<boolean>;
}

/** A program that serves, as a child of this process which does not outlive it. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private revoke: () => void = () => undefined;

  constructor(private readonly program: Program) {}

  get pid(): number {
    if (!this.child?.pid) throw new StoreFailure(`${this.program.name} does not run`);
    return this.child.pid;
  }

  get runs(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it serves; rejects in one line, leaving nothing behind, when it does not, or when it is given up before. */
  async start(givenUp?: AbortSignal): Promise<void> {
    const child = await this.spawned();
    this.child = child;
    this.revoke = endWithUs({ pid: this.pid, folder: this.program.perishable });
    child.once('exit', this.revoke); // its pid may be another's soon
    const serves = await until(() => this.program.answers(), {
      patience: START_PATIENCE_MS,
      givenUp: () => !this.runs || givenUp?.aborted === true,
    });
    if (serves && this.runs && !givenUp?.aborted) return;
    const why = this.runs ? reasonToKill(givenUp) : `ended with ${child.exitCode ?? child.signalCode}`;
    await this.kill();
    throw new StoreFailure(`${this.program.name} ${why} while it started: ${complaintIn(await this.log())}`);
  }

  log(): Promise<string> {
    return readFile(this.program.logFile, 'utf8').catch(() => '');
  }

  async kill(): Promise<void> {
    this.revoke();
    if (!this.child || !this.runs) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  send(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** From now on it outlives this process. */
  outlive(): void {
    this.revoke();
    this.child?.unref();
  }

  private async spawned(): Promise<ChildProcess> {
    const { command, args, logFile, name } = this.program;
    const log = opened(logFile);
    try {
      const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] });
      await once(child, 'spawn');
      return child;
    } catch (error) {
      throw new StoreFailure(`${name} cannot be started: ${(error as Error).message}`, { cause: error });
    } finally {
      closeSync(log);
    }
  }
}

function reasonToKill(givenUp: AbortSignal | undefined): string {
  return givenUp?.aborted ? 'was given up' : 'does not answer';
}

function opened(file: string): number {
  try {
    return openSync(file, 'a');
  } catch (error) {
    throw unwritable(error);
  }
}
