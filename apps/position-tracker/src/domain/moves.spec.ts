import { instant } from '@hansom/platform-context';

import { type Fix } from './fix.ts';
import { Moves } from './moves.ts';

function aFixAt(at: number): Fix {
  return {
    ...{ seq: BigInt(at), at: instant(at), lat: 57.7, lng: 11.97 },
    ...{ accuracyMetres: 5, metresPerSecond: 10, bearingDegrees: 90 },
  };
}

/** Which drivers a page tells of, with the times of their fixes. */
function told({ moves }: ReturnType<Moves['after']>): string[] {
  return moves.map(({ driverId, fix }) => `${driverId} ${fix.at}`);
}

describe('Moves', () => {
  it('tells the last fix of each driver, in the order in which they came', () => {
    const moves = new Moves();
    moves.note('got', 'anna', aFixAt(1));
    moves.note('got', 'ben', aFixAt(2));
    moves.note('got', 'anna', aFixAt(3));

    expect(told(moves.after('got', 0, 10))).toEqual(['ben 2', 'anna 3']);
  });

  it('tells who has read before only what came since', () => {
    const moves = new Moves();
    moves.note('got', 'anna', aFixAt(1));
    const { next } = moves.after('got', 0, 10);
    moves.note('got', 'ben', aFixAt(2));

    expect(told(moves.after('got', next, 10))).toEqual(['ben 2']);
    expect(moves.after('got', next + 1, 10)).toEqual({ moves: [], next: next + 1, more: false });
  });

  it('tells many in pages, each driver at least once', () => {
    const moves = new Moves();
    for (let n = 1; n <= 5; n++) moves.note('got', `driver ${n}`, aFixAt(n));

    const first = moves.after('got', 0, 2);
    moves.note('got', 'driver 1', aFixAt(6));
    const second = moves.after('got', first.next, 2);
    const third = moves.after('got', second.next, 2);

    expect([first.more, second.more, third.more]).toEqual([true, true, false]);
    expect([first, second, third].flatMap(told)).toEqual([
      'driver 1 1',
      'driver 2 2',
      'driver 3 3',
      'driver 4 4',
      'driver 5 5',
      'driver 1 6',
    ]);
  });

  it('keeps cities apart, and forgets a driver', () => {
    const moves = new Moves();
    moves.note('got', 'anna', aFixAt(1));
    moves.note('ham', 'ben', aFixAt(2));
    moves.forget('anna');

    expect(told(moves.after('got', 0, 10))).toEqual([]);
    expect(told(moves.after('ham', 0, 10))).toEqual(['ben 2']);
  });
});
