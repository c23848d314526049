import { aUser } from '@hansom/platform-identity/testing';
import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { MessageKind, NotificationServiceDefinition } from '@hansom/proto-notification';

import { notification } from '../src/service.ts';
import { BOOKING, PHONE, RIDER } from './builders.ts';
import { Neighbours } from './neighbours.ts';

const CHALLENGE = 'challenge_01jgfjjz00fan8nf014d2pf2db';

describe('notification', () => {
  const neighbours = new Neighbours();
  let running: BootedServices;

  beforeAll(async () => {
    const config = { base: { testRange: { prefix: '+4670000' } } };
    running = await bootServices([...neighbours.services, notification], { config });
  });

  afterAll(() => running.close());

  const client = () => running.client(NotificationServiceDefinition);

  async function kindsInMailbox(): Promise<MessageKind[]> {
    const { messages } = await client().readMailbox({ phone: PHONE }, running.call());
    return messages.map(({ kind }) => kind);
  }

  it('tells a rider who comes, and sends the receipt', async () => {
    await neighbours.assign();
    await neighbours.capture();

    // A machine that is busy with other specs may answer too late: it is asked again.
    await running.eventually(async () => (await kindsInMailbox().catch(() => [])).length === 2);

    expect(new Set(await kindsInMailbox())).toEqual(
      new Set([MessageKind.DRIVER_ASSIGNED, MessageKind.RECEIPT]),
    );
    const rider = aUser({ id: RIDER, roles: ['RIDER'] });
    const { receipt } = await client().getReceipt({ bookingId: BOOKING }, await running.callOf(rider));
    const { messages } = await client().listMessages(
      { riderId: RIDER, page: '' },
      await running.callOf(rider),
    );
    expect(receipt).toMatchObject({ riderId: RIDER, driverName: 'Karin', plate: 'ABC123' });
    expect(messages).toHaveLength(2);
  });

  it('sends the codes of auth, and of nobody else', async () => {
    const request = { challengeId: CHALLENGE, phone: PHONE, code: '012345', expiresAt: undefined };
    const auth = await running.clientAs({ service: 'auth' }, NotificationServiceDefinition);
    const gateway = await running.clientAs({ service: 'customer-api' }, NotificationServiceDefinition);

    await auth.sendCode(request, running.call());

    expect(await kindsInMailbox()).toContain(MessageKind.CODE);
    await expect(gateway.sendCode(request, running.call())).rejects.toMatchObject({
      kind: 'permission_denied',
    });
    expect(JSON.stringify(running.log)).not.toMatch(/012345|46700000001/);
  });
});
