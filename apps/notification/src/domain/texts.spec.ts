import { currency, money } from '@hansom/shared-money';
import { timeZone } from '@hansom/shared-time';

import { OUTSTANDING, TEXTS } from './texts.ts';

const FEE = money(5_000, currency('SEK'));

const RIDE = {
  zone: timeZone('Europe/Stockholm'),
  startedAt: Date.parse('2026-01-05T23:02:00Z'),
  endedAt: Date.parse('2026-01-05T23:17:59Z'),
  from: 'Järntorget 4',
  to: 'Avenyn 1',
  metres: 6_449,
};

describe('TEXTS', () => {
  it('tells a code', () => {
    expect(TEXTS.code('012345')).toBe('Your Hansom code is 012345. Tell it to nobody.');
  });

  it('tells who comes and where the car is', () => {
    expect(TEXTS.driverAssigned('Karin', 'black Volvo V90, ABC123')).toBe(
      'Karin is on the way in a black Volvo V90, ABC123.',
    );
    expect(TEXTS.driverArrived('Järntorget 4', 'ABC123')).toBe('Your car is here at Järntorget 4: ABC123.');
    expect(TEXTS.driverArrived('', 'ABC123')).toBe('Your car is here: ABC123.');
  });

  it('tells of a car that is not known', () => {
    expect(TEXTS.driverAssigned('Karin')).toBe('Karin is on the way.');
    expect(TEXTS.driverArrived('Järntorget 4')).toBe('Your car is here at Järntorget 4.');
  });

  it('tells what a cancelled ride costs', () => {
    expect(TEXTS.cancelled({ by: 'rider', reason: '' }, FEE)).toBe(
      'You cancelled your ride. It costs SEK 50.00.',
    );
    expect(TEXTS.cancelled({ by: 'operator', reason: '' })).toBe(
      'We had to cancel your ride. You pay nothing.',
    );
    expect(TEXTS.noShow(FEE)).toMatch(/could not find you\. It costs SEK 50\.00\.$/);
  });

  it("takes nobody's words for the reason of a booking that was given up", () => {
    expect(TEXTS.cancelled({ by: 'rider', reason: 'waited_too_long' })).toBe(
      'You cancelled your ride. You pay nothing.',
    );
  });

  it("makes out a receipt in the city's time", () => {
    expect(TEXTS.receipt(RIDE, money(18_200, currency('SEK')), 'visa 4242')).toBe(
      'Your ride on 6 January, 00:02 to 00:17, from Järntorget 4 to Avenyn 1 (6.4 km): SEK 182.00, paid by visa 4242. Thank you.',
    );
  });

  it('leaves out places without a label, and says what is owed', () => {
    expect(TEXTS.receipt({ ...RIDE, to: '' }, FEE, OUTSTANDING)).toBe(
      'Your ride on 6 January, 00:02 to 00:17 (6.4 km): SEK 50.00, still to be paid.',
    );
  });

  it('makes out a receipt for a fee', () => {
    expect(TEXTS.feeReceipt(RIDE, FEE, 'cash')).toBe(
      'The fee for your ride of 6 January: SEK 50.00, paid by cash. Thank you.',
    );
  });
});
