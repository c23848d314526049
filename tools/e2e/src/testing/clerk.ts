import { every, ordered } from '@hansom/platform-bus';
import { z } from '@hansom/platform-config';
import { isPassing } from '@hansom/platform-errors';
import { type ClientOf } from '@hansom/platform-rpc';
import { echoContract, type Text } from '@hansom/platform-rpc/testing';
import {
  defineService,
  type Host,
  openInstallation,
  platformSettings,
  type RunningService,
  startService,
} from '@hansom/platform-runtime';
import { holdEvents, SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

const MOST_TRIES = 20;

/** A service in this process that listens to `sample-hold`, which lives in others. */
export interface Clerk {
  readonly service: RunningService;
  /** What became of each hold, in the order in which it heard of it. */
  readonly heard: ReadonlyMap<string, number[]>;
  /** Has a place held for a moment, and given back: two events. */
  hold(key: string): Promise<void>;
  /** A figure of what it listens to, as its page of metrics tells it. */
  figure(name: string): Promise<number>;
  close(): Promise<void>;
}

export interface ClerkOptions {
  readonly data: string;
  /** `ip:port` of `traffic`. */
  readonly traffic: string;
  readonly redis: string;
}

/** Starts it under the name of the one service that `sample-hold` lets in. */
export async function startClerk({ data, traffic, redis }: ClerkOptions): Promise<Clerk> {
  const env = { HANSOM_DATA: data, HANSOM_TRAFFIC: traffic, HANSOM_REDIS: redis, HANSOM_PORT: '0' };
  const settings = platformSettings.parse({ data, traffic: [traffic], redis, logLevel: 'silent' });
  const installation = openInstallation({ settings, env, oneProcess: false });
  const heard = new Map<string, number[]>();
  let host: Host | undefined;
  const service = await startService(
    clerk((own) => (host = own), heard),
    installation,
  );
  const holds = host?.client(SampleHoldServiceDefinition);
  return {
    service,
    heard,
    hold: async (key) => {
      if (!host || !holds) throw new Error('the service was not put together');
      for (let tries = 1; !(await held(host, holds, key)); tries++) {
        if (tries === MOST_TRIES) throw new Error(`${key} could not be held`);
      }
    },
    figure: async (name) => {
      const page = await fetch(`${service.healthUrl}/metrics`).then((response) => response.text());
      const [, value = 'NaN'] =
        new RegExp(`^${name}\\{group="sample-hold/hold"[^}]*\\} (\\S+)`, 'm').exec(page) ?? [];
      return Number(value);
    },
    close: async () => {
      await service.close();
      await installation.close();
    },
  };
}

/** Whether it was held and given back. Calls of processes that have just started may be late: under the same keys they may be made again. */
async function held(
  host: Host,
  holds: ClientOf<typeof SampleHoldServiceDefinition>,
  key: string,
): Promise<boolean> {
  const call = host.call({ deadlineMs: 5_000 });
  const asked = { commandKey: key, placeId: `place-${key}`, guestId: 'clerk', holdMs: 60_000 };
  try {
    const { outcome } = await holds.place(asked, call);
    if (outcome?.$case !== 'hold') throw new Error(`${key} is taken`);
    await holds.release({ commandKey: `${key}-release`, holdId: outcome.value.id }, call);
    return true;
  } catch (error) {
    if (isPassing(error)) return false;
    throw error;
  } finally {
    call.end();
  }
}

function clerk(tell: (host: Host) => void, heard: Map<string, number[]>) {
  const same = (text: Text): Text => text;
  return defineService({
    name: 'sample-desk',
    description: 'Notes what becomes of holds.',
    owner: { team: 'Platform', contact: 'platform@hansom.example' },
    contract: echoContract({ service: 'sample_desk' }),
    settings: z.object({}),
    config: z.object({}),
    keeps: { handlesEvents: true, migrations: [] },
    compose: (host) => {
      tell(host);
      const note = every(({ key, version }: { key: string; version: number }) => {
        heard.set(key, [...new Set([...(heard.get(key) ?? []), version])]);
      });
      return { handlers: { read: same, repeat: same, write: same }, consumers: [ordered(holdEvents, note)] };
    },
  });
}
