import { aggregate, table, text } from '@hansom/platform-store';

import { checkKept, keepsOf } from './keeps.ts';

const hold = aggregate({ name: 'hold', fields: {}, states: { HELD: {} } });
const places = table({ name: 'places', partition: { key: text() }, columns: {} });

const namesIn = (keeps: Parameters<typeof keepsOf>[0]['keeps']) =>
  keepsOf({ keeps }).definitions.map(({ name }) => name);

describe('what a service keeps', () => {
  it('is nothing where it says nothing', () => {
    expect(keepsOf({})).toEqual({ scope: 'regional', definitions: [], migrations: [] });
  });

  it('is what it names, and what the platform keeps for that', () => {
    const names = namesIn({ aggregates: [hold], tables: [places], handlesEvents: true, migrations: [] });

    expect(names).toEqual([
      ...['hold', 'hold_outbox', 'hold_timers', 'hold_marks', 'places'],
      ...['bus_positions', 'bus_handled', 'bus_marks', 'bus_parked'],
    ]);
  });

  it('is all that it can open', () => {
    const keeps = keepsOf({ keeps: { tables: [places], migrations: [] } });

    expect(() => checkKept('sample', keeps, ['places'])).not.toThrow();
    expect(() => checkKept('sample', keeps, ['places', 'hold'])).toThrow(
      'sample does not say that it keeps hold: name it in the `keeps` of its definition',
    );
  });
});
