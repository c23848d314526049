import { fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';

import { cursorSecret, cursorSecretTable } from './cursor-secret.ts';

describe('cursorSecret', () => {
  it('is one for all instances, whichever came first', async () => {
    const [one, two] = [fakeEffects({ seed: 1 }), fakeEffects({ seed: 2 })];
    const engine = await new SimulatedStore({ clock: one.clock }).open('customer-api');
    const table = openTable(engine, cursorSecretTable, one);

    const secrets = await Promise.all([cursorSecret(table, one.random), cursorSecret(table, two.random)]);

    expect(secrets[0]).toBe(secrets[1]);
    expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
  });
});
