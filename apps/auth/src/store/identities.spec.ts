import { fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';

import { accountsTable, identities, type Identity, phonesTable } from './identities.ts';

const PHONE = '+46700000001';

async function someIdentities() {
  const effects = fakeEffects();
  const engine = await new SimulatedStore({ clock: effects.clock }).open('auth');
  const accounts = openTable(engine, accountsTable);
  const known = identities(openTable(engine, phonesTable, effects), accounts);
  const anIdentity = (account_id: string): Identity => ({
    phone: PHONE,
    kind: 'rider',
    account_id,
    tenancy: 'robot',
    created_at: effects.clock.now(),
  });
  return { known, accounts, anIdentity };
}

describe('identities', () => {
  it('gives a phone to the first, and leaves nothing of the others', async () => {
    const { known, accounts, anIdentity } = await someIdentities();
    await known.claim(anIdentity('rider_1'));

    const found = await known.claim(anIdentity('rider_2'));

    expect(found.account_id).toBe('rider_1');
    expect(await known.ofAccount('rider_1')).toMatchObject({ phone: PHONE });
    expect(await accounts.get({ account_id: 'rider_2' })).toBeUndefined();
  });

  it('believes an account only where its phone says the same', async () => {
    const { known, accounts, anIdentity } = await someIdentities();
    await known.claim(anIdentity('rider_1'));

    await accounts.put({ account_id: 'rider_2', phone: PHONE, kind: 'rider' });

    expect(await known.ofAccount('rider_2')).toBeUndefined();
  });

  it('knows the two accounts of a phone apart', async () => {
    const { known, anIdentity } = await someIdentities();
    await known.claim(anIdentity('rider_1'));
    await known.claim({ ...anIdentity('driver_got_1'), kind: 'driver' });

    expect(await known.ofPhone(PHONE, 'rider')).toMatchObject({ account_id: 'rider_1' });
    expect(await known.ofPhone(PHONE, 'driver')).toMatchObject({ account_id: 'driver_got_1' });
  });
});
