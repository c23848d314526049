import { type Slot, slotName } from '@hansom/platform-provisioning';
import { type ServingNotice } from '@hansom/platform-runtime';

import { type Child } from '../child.ts';

/** A process that does what a spec says. */
export interface FakeChild extends Child {
  readonly name: string;
  /** What it was sent, in order. */
  readonly signals: string[];
  serve(): void;
  end(how?: string): void;
}

/** Starts children that stand still until they are told. One that is killed ends. */
export function fakeChildren() {
  const started: FakeChild[] = [];
  const launch = async (slot: Slot): Promise<Child> => {
    const child = aChild(slotName(slot), started.length + 1);
    started.push(child);
    return child;
  };
  return { started, launch };
}

function aChild(name: string, pid: number): FakeChild {
  const signals: string[] = [];
  let serve: (notice: ServingNotice) => void = () => undefined;
  let end: (how: string) => void = () => undefined;
  const serving = new Promise<ServingNotice>((resolve) => (serve = resolve));
  const ended = new Promise<string>((resolve) => (end = resolve));
  return {
    ...{ name, pid, signals, serving, ended },
    figures: () => undefined,
    stop: () => void signals.push('SIGTERM'),
    kill: () => {
      signals.push('SIGKILL');
      end('SIGKILL');
    },
    serve: () =>
      serve({
        kind: 'serving',
        instance: `i${pid}`,
        version: '1',
        address: `127.0.0.1:${pid}`,
        listening: {},
      }),
    end: (how = 'exit code 0') => end(how),
  };
}
