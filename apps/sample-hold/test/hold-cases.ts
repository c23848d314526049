import { type BootedServices } from '@hansom/platform-runtime/testing';
import { HoldState, SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

/** What the service does, through its client, whatever it keeps its holds in. */
export function holdCases(booted: () => BootedServices): void {
  it('places, confirms, reads and releases a hold through its client', async () => {
    const client = booted().client(SampleHoldServiceDefinition);
    const request = { commandKey: 'k1', placeId: 'seat-1', guestId: 'anna', holdMs: 60_000 };

    const { outcome } = await client.place(request, booted().call());
    const holdId = outcome?.$case === 'hold' ? outcome.value.id : '';
    await client.confirm({ commandKey: 'k2', holdId }, booted().call());
    const { hold } = await client.get({ holdId }, booted().call());
    await client.release({ commandKey: 'k3', holdId }, booted().call());

    expect(hold).toMatchObject({ id: holdId, state: HoldState.CONFIRMED, version: 2 });
  });

  it('lets a hold run out by itself', async () => {
    const client = booted().client(SampleHoldServiceDefinition);
    const request = { commandKey: 'k4', placeId: 'seat-2', guestId: 'anna', holdMs: 50 };

    const { outcome } = await client.place(request, booted().call());
    const holdId = outcome?.$case === 'hold' ? outcome.value.id : '';

    await booted().eventually(async () => {
      const { hold } = await client.get({ holdId }, booted().call());
      return hold?.state === HoldState.EXPIRED;
    });
  });

  it('tells a caller what is wrong with a request', async () => {
    const client = booted().client(SampleHoldServiceDefinition);

    const asked = client.get({ holdId: 'nonsense' }, booted().call());

    await expect(asked).rejects.toMatchObject({
      kind: 'invalid_argument',
      code: 'sample-hold.invalid_argument',
      fields: [{ field: 'hold_id' }],
    });
  });
}
