import { instant, monotonicInstant } from '@hansom/platform-context';
import { Attention, BookingState } from '@hansom/proto-booking';
import { ShiftState } from '@hansom/proto-shift';

import { aJobFact, aPosition, aShiftFact, bookingId, driverId, shiftId } from '../../../test/live-facts.ts';
import { Board } from './board.ts';

const NOW = monotonicInstant(0);
const LATER = monotonicInstant(300_001);

function doings(board: Board): string[] {
  return [...board.allTaxis()].map(({ doing }) => doing);
}

function jobStates(board: Board): string[] {
  return [...board.allJobs()].map(({ state }) => state);
}

describe('Board', () => {
  it('shows a driver on shift, and nobody else', () => {
    const board = new Board();

    board.heardShift(aShiftFact({ state: ShiftState.EN_ROUTE, bookingId: bookingId(1) }), NOW);
    board.heardShift(
      aShiftFact({ shiftId: shiftId(2), driverId: driverId(2), state: ShiftState.ENDED }),
      NOW,
    );

    expect([...board.allTaxis()]).toMatchObject([
      { id: driverId(1), name: '', doing: 'TO_PICKUP', bookingId: bookingId(1) },
    ]);
  });

  it('shows whose turn it is where a car makes no progress, until it does', () => {
    const board = new Board();
    const turns = [Attention.UNSPECIFIED, Attention.DRIVER, Attention.OPERATORS, Attention.UNSPECIFIED];

    const shown = turns.map((attention, version) => {
      board.heardJob(aJobFact({ version: version + 2, state: BookingState.ON_TRIP, attention }), NOW);
      return [...board.allJobs()][0]?.attention;
    });

    expect(shown).toEqual([undefined, 'DRIVER', 'OPERATORS', undefined]);
  });

  it.each([
    ['listed before', [2, 5]],
    ['listed after', [5, 2]],
    ['told twice', [5, 5]],
  ])('is what the higher version says, whichever came first: %s', (_, versions) => {
    const board = new Board();

    for (const version of versions) {
      const isNewer = version === 5;
      board.heardShift(aShiftFact({ version, state: isNewer ? ShiftState.BREAK : ShiftState.FREE }), NOW);
      board.heardJob(
        aJobFact({ version, state: isNewer ? BookingState.ARRIVED : BookingState.ASSIGNED }),
        NOW,
      );
    }

    expect([doings(board), jobStates(board)]).toEqual([['BREAK'], ['ARRIVED']]);
  });

  it('does not bring back what is over for an old event that comes late', () => {
    const board = new Board();
    board.heardShift(aShiftFact({ version: 7, state: ShiftState.ENDED }), NOW);
    board.heardJob(aJobFact({ version: 7, state: BookingState.COMPLETED }), NOW);

    board.heardShift(aShiftFact({ version: 3 }), NOW);
    board.heardJob(aJobFact({ version: 3 }), NOW);

    expect([doings(board), jobStates(board)]).toEqual([[], []]);
    expect(board.live).toEqual({ shifts: [], jobs: [] });
  });

  it('shows a driver who went on shift again, though the end of the shift before is told after', () => {
    const board = new Board();
    board.heardShift(aShiftFact({ version: 3 }), NOW);

    board.heardShift(aShiftFact({ shiftId: shiftId(2), state: ShiftState.BREAK }), NOW);
    board.heardShift(aShiftFact({ version: 4, state: ShiftState.ENDED }), NOW);

    expect(doings(board)).toEqual(['BREAK']);
  });

  it('knows where a driver is who begins a shift after the fix', () => {
    const board = new Board();
    board.moved(driverId(1), aPosition({ at: [12, 58], bearing: undefined }));

    board.heardShift(aShiftFact(), NOW);

    const [taxi] = board.allTaxis();
    expect(taxi).toMatchObject({ at: [12, 58], fixAt: aPosition().fixAt, metresPerSecond: 10 });
    expect(taxi).not.toHaveProperty('bearing');
  });

  it('does not move back for a fix that is older', () => {
    const board = new Board();
    board.heardShift(aShiftFact(), NOW);
    board.moved(driverId(1), aPosition({ at: [12, 58], fixAt: instant(2_000) }));
    const { revision } = board;

    board.moved(driverId(1), aPosition({ at: [11, 57], fixAt: instant(1_000) }));

    expect(board.revision).toBe(revision);
    expect([...board.allTaxis()]).toMatchObject([{ at: [12, 58] }]);
  });

  it('asks for names, once a shift, and shows them', () => {
    const board = new Board();
    board.heardShift(aShiftFact(), NOW);
    board.heardShift(aShiftFact({ shiftId: shiftId(2), driverId: driverId(2) }), NOW);
    expect(board.unnamed(1)).toEqual([driverId(1)]);

    board.named(driverId(1), { name: 'Ada', plate: 'ABC123' });

    expect(board.unnamed(10)).toEqual([driverId(2)]);
    expect([...board.allTaxis()].map(({ name }) => name).sort()).toEqual(['', 'Ada']);
  });
});

describe('what changed on a board since a revision', () => {
  it('is what was put, and what went', () => {
    const board = new Board();
    board.heardShift(aShiftFact(), NOW);
    board.heardShift(aShiftFact({ shiftId: shiftId(2), driverId: driverId(2) }), NOW);
    const known = board.revision;

    board.heardShift(aShiftFact({ version: 2, state: ShiftState.ENDED }), NOW);
    board.heardJob(aJobFact(), NOW);

    expect(board.after(known)).toMatchObject({
      taxis: { changed: [], gone: [driverId(1)] },
      jobs: { changed: [{ id: bookingId(1) }], gone: [] },
      now: undefined,
      services: undefined,
    });
  });

  it('is nothing to somebody who knows all', () => {
    const board = new Board();
    board.heardShift(aShiftFact(), NOW);

    const nothing = { changed: [], gone: [] };
    expect(board.after(board.revision)).toMatchObject({ taxis: nothing, jobs: nothing });
  });

  it('does not name as gone who came back', () => {
    const board = new Board();
    board.heardShift(aShiftFact(), NOW);
    const known = board.revision;

    board.heardShift(aShiftFact({ version: 2, state: ShiftState.ENDED }), NOW);
    board.heardShift(aShiftFact({ shiftId: shiftId(2) }), NOW);

    expect(board.after(known)?.taxis).toMatchObject({ changed: [{ id: driverId(1) }], gone: [] });
  });

  it('cannot be told to somebody who was away for longer than what went is remembered', () => {
    const board = new Board();
    board.heardShift(aShiftFact(), NOW);
    const [knew, wasTold] = [board.revision, board.revision + 1];
    board.heardShift(aShiftFact({ version: 2, state: ShiftState.ENDED }), NOW);
    board.forget(monotonicInstant(300_000));
    expect(board.after(knew)?.taxis.gone).toEqual([driverId(1)]);

    board.forget(LATER);

    expect(board.after(knew)).toBeUndefined();
    expect(board.after(wasTold)?.taxis.gone).toEqual([]);
  });

  it('cannot be told of a revision that there never was', () => {
    expect(new Board().after(1)).toBeUndefined();
  });

  it('has figures and services only where they are others', () => {
    const board = new Board();
    board.tellServices([{ name: 'booking', state: 'HEALTHY', reason: '', instances: 1 }]);
    const known = board.revision;

    board.tellServices([{ name: 'booking', state: 'HEALTHY', reason: '', instances: 1 }]);
    expect(board.revision).toBe(known);
    board.tellServices([{ name: 'booking', state: 'GONE', reason: 'no instance is alive', instances: 0 }]);

    expect(board.after(known)?.services).toMatchObject([{ state: 'GONE' }]);
    expect(board.after(board.revision)?.services).toBeUndefined();
  });
});
