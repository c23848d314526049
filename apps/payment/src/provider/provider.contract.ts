import { currency, money } from '@hansom/shared-money';

import { type Notice, type PaymentProvider } from './provider.ts';

/** What every provider is measured by: one with test cards, of a good one and one that declines. */
export interface ProviderUnderTest {
  /** A new one each time, where nothing has happened. */
  make(): Promise<PaymentProvider>;
  goodToken: string;
  declinedToken: string;
}

const SEK = currency('SEK');

function kronor(count: number) {
  return money(count * 100, SEK);
}

/** The suite of the port: what a payment relies on. */
export function providerContract(name: string, { make, goodToken, declinedToken }: ProviderUnderTest): void {
  async function aCard(provider: PaymentProvider, token = goodToken): Promise<string> {
    const added = await provider.addCard(token);
    if (added.outcome !== 'added') throw new Error(`the card was refused: ${added.reason}`);
    return added.card;
  }

  async function aHold(provider: PaymentProvider, key = 'p1/hold'): Promise<string> {
    const answer = await provider.hold({ key, card: await aCard(provider), amount: kronor(120) });
    if (answer.outcome !== 'held') throw new Error(`the hold was declined: ${answer.reason}`);
    return answer.reference;
  }

  describe(`${name} as a payment provider`, () => {
    it('puts a card on file, and says which it is', async () => {
      const provider = await make();

      const added = await provider.addCard(goodToken);

      expect(added).toMatchObject({ outcome: 'added', last4: expect.stringMatching(/^\d{4}$/) });
      expect(added).toMatchObject({
        brand: expect.any(String),
        expires: expect.stringMatching(/^\d\d\/\d\d$/),
      });
    });

    it('refuses a token that it never gave', async () => {
      const provider = await make();

      expect(await provider.addCard('tok_of_nobody')).toMatchObject({ outcome: 'declined' });
    });

    it('holds once under a key, and answers alike whatever became of it', async () => {
      const provider = await make();
      const card = await aCard(provider);
      const request = { key: 'p1/hold', card, amount: kronor(120) };
      const [first, second] = await Promise.all([provider.hold(request), provider.hold(request)]);
      if (first.outcome !== 'held') throw new Error('declined');
      await provider.release({ key: 'p1/release', reference: first.reference });

      expect(second).toEqual(first);
      expect(await provider.hold(request)).toEqual(first);
    });

    it('declines a hold for ever under its key', async () => {
      const provider = await make();
      const card = await aCard(provider, declinedToken);
      const request = { key: 'p1/hold', card, amount: kronor(120) };

      const first = await provider.hold(request);

      expect(first.outcome).toBe('declined');
      expect(await provider.hold(request)).toEqual(first);
    });

    it('does not take another amount under the same key', async () => {
      const provider = await make();
      const card = await aCard(provider);
      await provider.hold({ key: 'p1/hold', card, amount: kronor(120) });

      await expect(provider.hold({ key: 'p1/hold', card, amount: kronor(121) })).rejects.toThrow();
    });

    it('captures a part of a hold once, and lets the rest go', async () => {
      const provider = await make();
      const reference = await aHold(provider);
      const request = { key: 'p1/capture', reference, amount: kronor(100) };

      const [first, second] = await Promise.all([provider.capture(request), provider.capture(request)]);

      expect(first).toMatchObject({ outcome: 'taken' });
      expect(second).toEqual(first);
      expect(await provider.capture({ ...request, key: 'p1/another', amount: kronor(20) })).toMatchObject({
        outcome: 'declined',
      });
    });

    it('captures no more than is held', async () => {
      const provider = await make();
      const reference = await aHold(provider);

      const answer = await provider.capture({ key: 'p1/capture', reference, amount: kronor(121) });

      expect(answer).toMatchObject({ outcome: 'declined' });
    });

    it('either captures a hold or lets it go, whoever asks at the same time', async () => {
      const provider = await make();
      const reference = await aHold(provider);

      const [captured, released] = await Promise.all([
        provider.capture({ key: 'p1/capture', reference, amount: kronor(100) }),
        provider.release({ key: 'p1/release', reference }),
      ]);

      expect([captured.outcome, released.outcome].sort()).toEqual(
        captured.outcome === 'taken' ? ['declined', 'taken'] : ['declined', 'released'],
      );
    });

    it('lets a hold go once, and a repeat is no error', async () => {
      const provider = await make();
      const reference = await aHold(provider);

      await provider.release({ key: 'p1/release', reference });

      expect(await provider.release({ key: 'p1/release', reference })).toEqual({ outcome: 'released' });
      expect(await provider.capture({ key: 'p1/capture', reference, amount: kronor(1) })).toMatchObject({
        outcome: 'declined',
      });
    });

    it('charges once under a key; what was declined may be asked for again, of another card', async () => {
      const provider = await make();
      const request = { key: 'p1/rest', amount: kronor(30) };
      const declined = await provider.charge({ ...request, card: await aCard(provider, declinedToken) });
      const card = await aCard(provider);

      const [first, second] = await Promise.all([
        provider.charge({ ...request, card }),
        provider.charge({ ...request, card }),
      ]);

      expect(declined.outcome).toBe('declined');
      expect(first.outcome).toBe('taken');
      expect(second).toEqual(first);
    });

    it.each(['captured', 'charged'])(
      'gives back what was %s, once under a key, and never more',
      async (how) => {
        const provider = await make();
        const amount = kronor(100);
        const taken =
          how === 'captured'
            ? await provider.capture({ key: 'p1/capture', reference: await aHold(provider), amount })
            : await provider.charge({ key: 'p1/rest', card: await aCard(provider), amount });
        if (taken.outcome !== 'taken') throw new Error('nothing was taken');
        const request = { key: 'p1/refund-1', reference: taken.reference, amount };

        expect(await provider.refund(request)).toEqual({ outcome: 'refunded' });
        expect(await provider.refund(request)).toEqual({ outcome: 'refunded' });
        expect(await provider.refund({ ...request, key: 'p1/refund-2', amount: kronor(101) })).toMatchObject({
          outcome: 'declined',
        });
      },
    );

    it('tells of holds to whoever listens, until they stop', async () => {
      const provider = await make();
      const notices: Notice[] = [];
      const stop = provider.onNotice((notice) => notices.push(notice));

      const reference = await aHold(provider);
      stop();
      await aHold(provider, 'p2/hold');

      expect(notices.every(({ key }) => key === 'p1/hold')).toBe(true);
      expect(notices[0]?.answer).toEqual({ outcome: 'held', reference });
    });
  });
}
