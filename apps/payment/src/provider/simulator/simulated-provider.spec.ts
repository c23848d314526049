import { fakeEffects } from '@hansom/platform-context/testing';
import { openTable, SimulatedStore } from '@hansom/platform-store';
import { currency, money } from '@hansom/shared-money';

import { config, type PaymentConfig } from '../../config.ts';
import { providerContract } from '../provider.contract.ts';
import { type Notice } from '../provider.ts';
import { movementsTable } from './movements-table.ts';
import { simulatedProvider } from './simulated-provider.ts';
import { cardOf } from './test-cards.ts';

const AMOUNT = money(12_000, currency('SEK'));

async function aProvider(simulator: Partial<PaymentConfig['simulator']> = {}) {
  const effects = fakeEffects();
  const store = new SimulatedStore(effects);
  const start = async () => {
    const movements = openTable(await store.open('payment'), movementsTable, effects);
    const rates = config.parse({ simulator }).simulator;
    return { movements, provider: simulatedProvider({ effects, movements, rates: () => rates }) };
  };
  return { effects, start, ...(await start()) };
}

function holdBy(token: string, key = 'p1/hold') {
  return { key, card: cardOf(token), amount: AMOUNT };
}

providerContract('the simulator', {
  make: async () => (await aProvider()).provider,
  goodToken: 'tok_visa',
  declinedToken: 'tok_declined',
});

describe('the troubles of the simulated provider', () => {
  it('does it and is silent, the first time under each key (tok_timeout_after_charge)', async () => {
    const { provider, movements } = await aProvider();

    const first = provider.hold(holdBy('tok_timeout_after_charge'));

    await expect(first).rejects.toMatchObject({ kind: 'outcome_unknown', code: 'payment.provider_silent' });
    expect(await movements.get({ key: 'p1/hold' })).toMatchObject({ status: 'HELD' });
    expect(await provider.hold(holdBy('tok_timeout_after_charge'))).toMatchObject({ outcome: 'held' });
    await expect(provider.hold(holdBy('tok_timeout_after_charge', 'p2/hold'))).rejects.toThrow();
  });

  it('answers 500 and does nothing, the first two times (tok_500)', async () => {
    const { provider, movements } = await aProvider();

    await expect(provider.hold(holdBy('tok_500'))).rejects.toMatchObject({ code: 'payment.provider_silent' });
    await expect(provider.hold(holdBy('tok_500'))).rejects.toThrow();
    expect(await movements.get({ key: 'p1/hold' })).toBeUndefined();
    expect(await provider.hold(holdBy('tok_500'))).toMatchObject({ outcome: 'held' });
  });

  it('takes its time (tok_slow)', async () => {
    const { provider, effects } = await aProvider();
    const answers: string[] = [];

    const slow = provider.hold(holdBy('tok_slow')).then(({ outcome }) => answers.push(outcome));
    await effects.time.advance(1_999);
    const before = [...answers];
    await effects.time.advance(1);
    await slow;

    expect([before, answers]).toEqual([[], ['held']]);
  });

  it('tells twice (tok_doubled_webhooks)', async () => {
    const { provider } = await aProvider();
    const notices: Notice[] = [];
    provider.onNotice((notice) => notices.push(notice));

    await provider.hold(holdBy('tok_doubled_webhooks'));

    expect(notices).toHaveLength(2);
  });

  it.each([
    ['silentRate', /did not answer/],
    ['errorRate', /500/],
  ])('goes wrong by chance (%s)', async (rate, message) => {
    const { provider } = await aProvider({ [rate]: 1 });

    await expect(provider.hold(holdBy('tok_visa'))).rejects.toThrow(message);
  });

  it('declines by chance, and stays with what it said under a key', async () => {
    const { provider } = await aProvider({ declineRate: 0.5 });
    const keys = Array.from({ length: 40 }, (_, i) => `p${i}/hold`);

    const first = await Promise.all(keys.map((key) => provider.hold(holdBy('tok_visa', key))));
    const again = await Promise.all(keys.map((key) => provider.hold(holdBy('tok_visa', key))));

    expect(again).toEqual(first);
    expect(new Set(first.map(({ outcome }) => outcome))).toEqual(new Set(['held', 'declined']));
  });

  it('remembers what it moved when it starts again', async () => {
    const { provider, start } = await aProvider();
    const first = await provider.hold(holdBy('tok_visa'));

    const { provider: restarted } = await start();

    expect(await restarted.hold(holdBy('tok_visa'))).toEqual(first);
  });

  it('knows no card that nobody put on file', async () => {
    const { provider } = await aProvider();

    expect(await provider.hold({ ...holdBy('tok_visa'), card: 'sim_tok_nobody' })).toMatchObject({
      outcome: 'declined',
      reason: 'no_such_card',
    });
  });
});
