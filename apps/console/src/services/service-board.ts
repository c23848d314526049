import { type Millis, type Monotonic } from '@hansom/platform-context';
import { type Call, type CallScope } from '@hansom/platform-rpc';
import { type ServiceRules } from '@hansom/proto-traffic';

import { gather } from '../gather.ts';
import { type Missing } from '../routes/shapes/missing.ts';
import { type InstanceReading, readInstances } from './read-instances.ts';
import { type ServicesContext } from './services-context.ts';

/** How all services did at a moment. */
export interface Reading {
  readonly instances: readonly InstanceReading[];
  readonly rules: readonly ServiceRules[];
  readonly rulesVersion: number;
  /** Those that live, those that lived since the console began, and those that a rule names; in order. */
  readonly services: readonly string[];
  readonly missing: readonly Missing[];
}

/** What the services say of themselves, asked for at most once in a while whoever looks. */
export interface ServiceBoard {
  /** Rejects with what a call rejects with, when there is no time to ask. */
  current(): Promise<Reading>;
}

export interface ServiceBoardOptions {
  readonly monotonic: Monotonic;
  /** A call of the console itself: what is read does not depend on who looks. */
  readonly call: (options: { deadlineMs: Millis }) => CallScope;
}

/** Before anything was read. */
const NOTHING: Reading = { instances: [], rules: [], rulesVersion: 0, services: [], missing: [] };

/** Who looks in between sees the same. Real time. */
const KEPT_MS: Millis = 2_000;
const DEADLINE_MS: Millis = 3_000;

type Asked = Pick<ServicesContext, 'traffic' | 'admin'>;

export function serviceBoard(asked: Asked, { monotonic, call }: ServiceBoardOptions): ServiceBoard {
  const known = new Set<string>();
  let kept: { at: number; reading: Promise<Reading> } | undefined;
  let last = NOTHING;
  return {
    current: () => {
      const now = monotonic.now();
      if (kept && now - kept.at < KEPT_MS) return kept.reading;
      const reading = read();
      kept = { at: now, reading };
      reading.catch(() => (kept = undefined)); // who asked is told; who asks next has it tried again
      return reading;
    },
  };

  async function read(): Promise<Reading> {
    const scope = call({ deadlineMs: DEADLINE_MS });
    try {
      return (last = await readAll(asked, { known, last }, scope));
    } finally {
      scope.end();
    }
  }
}

interface Before {
  readonly known: Set<string>;
  readonly last: Reading;
}

async function readAll(asked: Asked, { known, last }: Before, call: Call): Promise<Reading> {
  const { found, missing } = await gather(
    {
      instances: async (own: Call) => (await asked.traffic.listInstances({ service: '' }, own)).instances,
      rules: (own: Call) => asked.traffic.getRules({}, own),
    },
    call,
  );
  // Without traffic those are asked that were there before: they say whether they still are.
  const listed = found.instances ?? last.instances.map(({ instance }) => instance);
  for (const { service } of listed) known.add(service);
  const { rules, version: rulesVersion } = found.rules
    ? { ...found.rules, version: Number(found.rules.version) }
    : { rules: last.rules, version: last.rulesVersion };
  const services = [...new Set([...known, ...rules.map(({ service }) => service)])].sort();
  return { instances: await readInstances(asked, listed, call), rules, rulesVersion, services, missing };
}
