import { type ServiceSummary } from '@hansom/client-console';

import { failingFirst, nextSorting, sorted, tallyOf } from './order.ts';

function aService(name: string, state: ServiceSummary['state']): ServiceSummary {
  const nothing = {
    instances: 1,
    versions: [],
    zones: [],
    callsPerSecond: 0,
    failuresPerSecond: 0,
    brokenPromises: 0,
  };
  return { name, state, reason: '', steered: false, ...nothing };
}

const SERVICES = [
  aService('city', 'HEALTHY'),
  aService('shift', 'UNWELL'),
  aService('booking', 'HEALTHY'),
  aService('eta', 'GONE'),
];

describe('services', () => {
  it('are listed with those first that need somebody', () => {
    expect(failingFirst(SERVICES).map(({ name }) => name)).toEqual(['eta', 'shift', 'booking', 'city']);
  });

  it('are counted by how they do', () => {
    expect(tallyOf(SERVICES)).toEqual({ healthy: 2, unwell: 1, gone: 1 });
  });
});

describe('a column', () => {
  it('sorts words from A and figures from the highest, and turns when it is pressed again', () => {
    const names = nextSorting({ by: 'rate', direction: 'descending' }, 'name', false);
    const rates = nextSorting(names, 'rate', true);

    expect(names).toEqual({ by: 'name', direction: 'ascending' });
    expect(rates).toEqual({ by: 'rate', direction: 'descending' });
    expect(nextSorting(rates, 'rate', true)).toEqual({ by: 'rate', direction: 'ascending' });
  });

  it('sorts figures as figures', () => {
    expect(sorted([9, 100, 20], (row) => row, 'descending')).toEqual([100, 20, 9]);
    expect(sorted(['b', 'a'], (row) => row, 'ascending')).toEqual(['a', 'b']);
  });
});
