import { DUBLIN, localInstant, tariffOf } from '../../test/tariffs.ts';
import { periodAt } from './period-at.ts';
import { type Period, type Tariff } from './tariff.ts';

/** A tariff with a period before all others that is in force so long every day. */
function withDaily(from: number, to: number): { tariff: Tariff; own: Period } {
  const tariff = tariffOf('dublin_2018');
  const daily = { from: { hour: from, minute: 0 }, to: { hour: to, minute: 0 } };
  const own = { ...tariff.periods[0]!, rules: [{ daily }] };
  return { tariff: { ...tariff, periods: [own, ...tariff.periods] }, own };
}

function isInForce({ tariff, own }: ReturnType<typeof withDaily>, at: string): boolean {
  return periodAt(tariff, DUBLIN, localInstant(DUBLIN, at)).period === own;
}

describe('a period of some hours a day', () => {
  it('is in force from its first minute to before its end, also over midnight', () => {
    const [day, night] = [withDaily(9, 17), withDaily(22, 5)];

    expect(['08:59', '09:00', '16:59', '17:00'].map((at) => isInForce(day, `2018-06-05 ${at}`))).toEqual([
      ...[false, true, true, false],
    ]);
    expect(['21:59', '22:00', '04:59', '05:00'].map((at) => isInForce(night, `2018-06-05 ${at}`))).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it('is not in force at all where it lies in the hour that is left out in spring', () => {
    // 25 March 2018: 01:00 becomes 02:00.
    const hour = withDaily(1, 2);

    expect(['00:30', '02:00', '12:00', '23:00'].map((at) => isInForce(hour, `2018-03-25 ${at}`))).toEqual([
      ...[false, false, false, false],
    ]);
    expect(isInForce(hour, '2018-03-26 01:30')).toBe(true);
  });
});
