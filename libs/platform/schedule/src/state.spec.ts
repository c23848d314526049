import { type HoldState } from './testing/holds.ts';
import { nextState } from './state.ts';

const hold: HoldState = {
  ...{ id: 'h1', version: 3, state: 'PLACED', entered: { version: 1, attempt: 'a' } },
  fields: { rider: 'r1', seats: 1 },
};

describe('nextState', () => {
  it('is the next version, in the state that is entered, with what is set over what was', () => {
    expect(nextState(hold, { to: 'CONFIRMED', set: { seats: 2 } })).toEqual({
      ...{ id: 'h1', version: 4, state: 'CONFIRMED' },
      fields: { rider: 'r1', seats: 2 },
    });
  });

  it('stays in the state where none is entered', () => {
    expect(nextState(hold, {})).toMatchObject({ version: 4, state: 'PLACED', fields: hold.fields });
  });
});
