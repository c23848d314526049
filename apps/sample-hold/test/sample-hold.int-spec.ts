import { type BootedServices, bootServices } from '@hansom/platform-runtime/testing';
import { HoldState, SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { sampleHold } from '../src/service.ts';

describe('sample-hold', () => {
  let running: BootedServices;

  beforeAll(async () => {
    running = await bootServices([sampleHold]);
  });

  afterAll(() => running.close());

  it('places, confirms, reads and releases a hold through its client', async () => {
    const client = running.client(SampleHoldServiceDefinition);
    const request = { commandKey: 'k1', placeId: 'seat-1', guestId: 'anna', holdMs: 60_000 };

    const { outcome } = await client.place(request, running.call());
    const holdId = outcome?.$case === 'hold' ? outcome.value.id : '';
    await client.confirm({ commandKey: 'k2', holdId }, running.call());
    const { hold } = await client.get({ holdId }, running.call());
    await client.release({ commandKey: 'k3', holdId }, running.call());

    expect(hold).toMatchObject({ id: holdId, state: HoldState.CONFIRMED, version: 2 });
  });

  it('lets a hold run out by itself', async () => {
    const client = running.client(SampleHoldServiceDefinition);
    const request = { commandKey: 'k4', placeId: 'seat-2', guestId: 'anna', holdMs: 50 };

    const { outcome } = await client.place(request, running.call());
    const holdId = outcome?.$case === 'hold' ? outcome.value.id : '';

    await running.eventually(async () => {
      const { hold } = await client.get({ holdId }, running.call());
      return hold?.state === HoldState.EXPIRED;
    });
  });

  it('tells a caller what is wrong with a request', async () => {
    const client = running.client(SampleHoldServiceDefinition);

    const asked = client.get({ holdId: 'nonsense' }, running.call());

    await expect(asked).rejects.toMatchObject({
      kind: 'invalid_argument',
      code: 'sample-hold.invalid_argument',
      fields: [{ field: 'hold_id' }],
    });
  });
});
