import { Session } from 'node:inspector/promises';

import { type Effects, type Millis } from '@hansom/platform-context';
import { HansomError, invalidFields } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

/** Records the whole process for a while. Resolves with the file that Chrome's tools open. */
export type Recorder = (forMs: Millis, call: Call) => Promise<string>;

export interface Profiler {
  readonly cpu: Recorder;
  readonly heap: Recorder;
}

const LONGEST_MS: Millis = 30_000;

/** Takes one profile at a time; another is refused with `<service>.profile_running`. A call that is given up ends its recording. */
export function createProfiler({ timers }: Pick<Effects, 'timers'>): Profiler {
  let running = false;
  return { cpu: exclusively(recordCpu), heap: exclusively(recordHeap) };

  function exclusively(record: (session: Session, rest: () => Promise<void>) => Promise<unknown>): Recorder {
    return async (forMs, call) => {
      if (!(forMs >= 1 && forMs <= LONGEST_MS))
        throw invalidFields(call.name, [{ field: 'duration_ms', rule: `from 1 to ${LONGEST_MS}` }]);
      if (running) throw busy(call);
      running = true;
      const session = new Session();
      try {
        session.connect();
        return JSON.stringify(await record(session, () => timers.sleep(forMs, call.signal)));
      } finally {
        session.disconnect(); // ends what it records
        running = false;
      }
    };
  }
}

async function recordCpu(session: Session, rest: () => Promise<void>): Promise<unknown> {
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await rest();
  const { profile } = await session.post('Profiler.stop');
  return profile;
}

async function recordHeap(session: Session, rest: () => Promise<void>): Promise<unknown> {
  await session.post('HeapProfiler.startSampling');
  await rest();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  return profile;
}

function busy(call: Call): HansomError {
  return new HansomError('failed_precondition', `${call.name}.profile_running`, {
    description: 'another profile is being taken',
  });
}
