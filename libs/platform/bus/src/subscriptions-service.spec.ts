import { createClient, createServer, InProcessNetwork } from '@hansom/platform-rpc';
import { aCall } from '@hansom/platform-rpc/testing';
import { SubscriptionsServiceDefinition } from '@hansom/proto-platform';

import { subscriptionsService } from './subscriptions-service.ts';
import { groupKit } from './testing/world/group-kit.ts';

async function kit() {
  const listening = await groupKit({ kind: 'ordered' });
  const { effects, group } = listening;
  const network = new InProcessNetwork(effects);
  await createServer({
    service: 'clerk',
    effects,
    contracts: [subscriptionsService({ service: 'clerk', groups: [group] })],
    transport: network.serverTransport(),
  }).start();
  const transport = network.clientTransport();
  const client = createClient(SubscriptionsServiceDefinition, {
    effects,
    transport,
    from: 'spec',
    to: 'clerk',
  });
  await listening.make(2);
  listening.fail(({ version }) => version === 1);
  await listening.bring(1, 2);
  await listening.pass(5 * 60_000);
  return { ...listening, client, call: () => aCall({ effects }) };
}

const parked = { group: 'lamps/lamp', aggregate: 'lamp_1', version: 1 };

describe('SubscriptionsService', () => {
  it('lists what is parked', async () => {
    const { client, call } = await kit();

    const { parked: listed } = await client.listParked({}, call());

    expect(listed).toEqual([{ ...parked, reason: 'cannot', parkedAt: expect.any(Date) }]);
  });

  it('has an event handled again, and what waits for it', async () => {
    const { client, call, fail, heard, pass } = await kit();
    fail(() => false);

    await client.replay(parked, call());
    await pass(0);

    expect(heard).toEqual(['lamp_1/1', 'lamp_1/2']);
  });

  it('refuses a group that the service does not have, and an event that is not parked', async () => {
    const { client, call } = await kit();

    await expect(client.replay({ ...parked, group: 'lamps/street' }, call())).rejects.toMatchObject({
      code: 'clerk.unknown_group',
    });
    await expect(client.replay({ ...parked, version: 2 }, call())).rejects.toMatchObject({
      code: 'clerk.not_parked',
    });
  });
});
