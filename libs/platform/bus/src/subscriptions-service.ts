import { HansomError } from '@hansom/platform-errors';
import { serve, type Served } from '@hansom/platform-rpc';
import { type ParkedEvent, SubscriptionsServiceDefinition } from '@hansom/proto-platform';

import { type Group } from './group/group.ts';
import { type Order } from './group/parking.ts';
import { type ParkedRow } from './group/tables.ts';

export interface SubscriptionsServiceOptions {
  /** The service that listens. */
  readonly service: string;
  readonly groups: readonly Pick<Group, 'name' | 'parked' | 'order'>[];
}

interface Asked {
  readonly group: string;
  readonly aggregate: string;
  readonly version: number;
}

const MOST_OF_A_GROUP = 500;

/** Serves `hansom.platform.v1.SubscriptionsService` over the groups of a service. Its access rule lets in operators only. */
export function subscriptionsService({ service, groups }: SubscriptionsServiceOptions): Served {
  return serve(SubscriptionsServiceDefinition, {
    listParked: async () => {
      const lists = await Promise.all(groups.map((group) => group.parked()));
      return { parked: lists.flatMap((rows) => rows.slice(0, MOST_OF_A_GROUP).map(toWire)) };
    },
    replay: (request) => order('replay', request),
    skip: (request) => order('skip', request),
  });

  async function order(what: Order, { group: name, aggregate: key, version }: Asked): Promise<object> {
    const group = groups.find((one) => one.name === name);
    if (!group) {
      const description = 'this service listens to no such aggregates';
      throw new HansomError('not_found', `${service}.unknown_group`, {
        description,
        context: { group: name },
      });
    }
    await group.order(what, { key, version });
    return {};
  }
}

function toWire({ group, key, version, reason, parked_at }: ParkedRow): ParkedEvent {
  return { group, aggregate: key, version, reason, parkedAt: new Date(parked_at) };
}
