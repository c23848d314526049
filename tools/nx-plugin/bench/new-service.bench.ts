import { freePort } from '@hansom/platform-runtime/testing';

import { type InstalledCopy, installedCopy } from '../testing/installed-copy.ts';
import { whenPrinted } from '../testing/when-printed.ts';

const GOAL_SECONDS = 60;

/**
 * Wall time from `./hansom new service` to the first answered call of that service, each step a command as a person would type it, in a
 * copy of the workspace in which everything else is installed already.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number | string> }> {
  const workspace = installedCopy(process.cwd(), { HANSOM_TRAFFIC: `127.0.0.1:${await freePort()}` });
  try {
    return { name: 'a new service', figures: await measure(workspace) };
  } finally {
    workspace.remove();
  }
}

async function measure(workspace: InstalledCopy): Promise<Record<string, number>> {
  const seconds = stopwatch();
  workspace.node('hansom', 'new', 'service', 'lost-property');
  const generated = seconds();
  const host = workspace.start('hansom', 'start', 'lost-property', '--store=memory');
  try {
    await whenPrinted(host, 'Ctrl-C');
    const started = seconds();
    workspace.node('hansom', 'call', 'lost-property/Ping', '{"message": "hello"}');
    const answered = seconds();
    return {
      'generated, s': generated,
      'started, s': started - generated,
      'answered a call, s': answered - started,
      'from the command to the first answer, s': answered,
      'goal, s': GOAL_SECONDS,
    };
  } finally {
    host.kill('SIGKILL');
  }
}

function stopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}
