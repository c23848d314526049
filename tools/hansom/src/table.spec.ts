import { table } from './table.ts';

describe('table', () => {
  it('aligns texts to the left and numbers to the right', () => {
    const text = table(
      ['service', 'calls/s'],
      [
        ['geosearch', 1200],
        ['eta', 7],
      ],
    );

    expect(text).toBe('service    calls/s\ngeosearch     1200\neta              7');
  });

  it('has a head without rows', () => {
    expect(table(['service', 'calls/s'], [])).toBe('service  calls/s');
  });
});
