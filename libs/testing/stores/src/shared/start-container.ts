import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { StoreFailure } from '@hansom/testing-local-stores';

import { type Started } from './shared-server.ts';

/** Of a container, what is not the same for all. */
export interface ContainerPlan {
  readonly image: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** In the line of its log by which it serves: a regular expression. */
  readonly ready: string;
}

/** A program of its own: what testcontainers is made of does not load in a sandbox of jest. */
const PROGRAM = path.join(__dirname, 'container.mjs');

/** What the program prints. */
interface Container {
  readonly id: string;
  readonly address: string;
}

/** Starts a container that ends when it is told to. */
export async function startContainer(plan: ContainerPlan): Promise<Started> {
  const { id, address } = await started(plan);
  return {
    address,
    lives: `[ "$(docker inspect -f '{{.State.Running}}' ${id} 2>/dev/null)" = true ]`,
    end: `docker rm -f -v ${id} >/dev/null 2>&1`,
  };
}

async function started(plan: ContainerPlan): Promise<Container> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, JSON.stringify(plan)]);
    return JSON.parse(stdout) as Container; // as the program prints it
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }; // as execFile rejects
    throw new StoreFailure(`Docker gives no container of ${plan.image}: ${stderr.trim()}`, { cause: error });
  }
}
