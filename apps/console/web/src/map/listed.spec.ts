import { aTaxi } from '../live/testing/frames.ts';
import { listed } from './listed.ts';

const ada = aTaxi({ id: '1', name: 'Åda Berg', plate: 'ABC 12D' });
const bo = aTaxi({ id: '2', name: 'Bo Ek', plate: 'XYZ 99K', doing: 'BREAK' });

function idsOf(query: string, hidden: Parameters<typeof listed>[1]['hidden'] = new Set()): string[] {
  return listed([bo, ada], { query, hidden }).map(({ id }) => id);
}

describe('the list of taxis', () => {
  it('is by name', () => {
    expect(idsOf('')).toEqual(['1', '2']);
  });

  it.each([
    ['ada', '1'],
    ['ÅDA B', '1'],
    ['99k', '2'],
    ['xyz9', '2'],
  ])('finds %j', (query, id) => {
    // prettier-ignore
    expect(idsOf(query)).toEqual([id]);
  });

  it('leaves out what is hidden on the map', () => {
    expect(idsOf('', new Set(['BREAK'] as const))).toEqual(['1']);
  });
});
