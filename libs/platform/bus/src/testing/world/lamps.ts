import { type Aggregates, type EventEnvelope } from '@hansom/platform-schedule';
import { aggregate, int, text } from '@hansom/platform-store';

import { type EventOwner } from '../../owner/event-owner.ts';

/** The aggregate of this lib's specs. */
export const lamp = aggregate({ name: 'lamp', fields: { street: text(), hours: int() }, states: { ON: {} } });

export type Lamps = Aggregates<(typeof lamp)['fields'], 'ON'>;

export const lampsOptions = { service: 'lamps', aggregate: lamp, shards: 1 };

export const lampsKind = { topic: 'lamps', aggregate: 'lamp' };

/** Makes the next version of a lamp. */
export async function touch(lamps: Pick<Lamps, 'get' | 'create' | 'transition'>, key: string): Promise<void> {
  const created = await lamps.create(key, { to: 'ON', set: { street: 'Avenyn', hours: 0 } });
  if (created.outcome === 'applied') return;
  await lamps.transition(key, { decide: ({ fields }) => ({ set: { hours: fields.hours + 1 } }) });
}

/** The owner of lamps, asked without a network. */
export function localOwner(lamps: Pick<Lamps, 'history' | 'walk' | 'shards'>): EventOwner {
  return {
    read: (key, range) => lamps.history(key, range),
    walk: async (shard, { minute, page }) => {
      const { next, ...walked } = await lamps.walk({ shard, minute, ...(page !== '' && { page }) });
      return {
        ...walked,
        next: next && { minute: next.minute, page: next.page ?? '' },
        shards: lamps.shards,
      };
    },
  };
}

/** An event as a bus brings it. */
export function aLampEvent(version: number, key = 'lamp_1'): EventEnvelope {
  const id = `lamp/${key}/${version}`;
  const base = { id, topic: 'lamps', aggregate: 'lamp', type: 'lamp.changed', key, version };
  return { ...base, payload: new Uint8Array(), occurredAt: 0 as EventEnvelope['occurredAt'] };
}
