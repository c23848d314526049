import { type CallScope } from '@hansom/platform-rpc';
import { type BootedServices } from '@hansom/platform-runtime/testing';
import { HoldState, SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

/** What the service does, through its client, whatever it keeps its holds in. */
export function holdCases(booted: () => BootedServices): void {
  /** As a caller does: asks again, under the same key, who is late. */
  function answered<T>(ask: (call: CallScope) => Promise<T>): Promise<T> {
    return booted().eventually(() => ask(booted().call()));
  }

  async function placed(request: { commandKey: string; placeId: string; holdMs: number }): Promise<string> {
    const client = booted().client(SampleHoldServiceDefinition);
    const { outcome } = await answered((call) => client.place({ ...request, guestId: 'anna' }, call));
    return outcome?.$case === 'hold' ? outcome.value.id : '';
  }

  it('places, confirms, reads and releases a hold through its client', async () => {
    const client = booted().client(SampleHoldServiceDefinition);

    const holdId = await placed({ commandKey: 'k1', placeId: 'seat-1', holdMs: 60_000 });
    await answered((call) => client.confirm({ commandKey: 'k2', holdId }, call));
    const { hold } = await answered((call) => client.get({ holdId }, call));
    await answered((call) => client.release({ commandKey: 'k3', holdId }, call));

    expect(hold).toMatchObject({ id: holdId, state: HoldState.CONFIRMED, version: 2 });
  });

  it('lets a hold run out by itself', async () => {
    const client = booted().client(SampleHoldServiceDefinition);

    const holdId = await placed({ commandKey: 'k4', placeId: 'seat-2', holdMs: 50 });

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
