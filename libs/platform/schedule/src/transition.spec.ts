import { HansomError } from '@hansom/platform-errors';

import { aHold, confirm, sampleHolds } from './testing/holds.ts';
import { inMemoryAggregates } from './testing/index.ts';
import { stateAfter } from './transition.ts';

const notFound = () => new HansomError('not_found', 'sample.not_found', { description: 'there is none' });

async function confirmed(command: string) {
  const { aggregates: holds, effects } = await inMemoryAggregates(sampleHolds);
  await holds.create('h1', aHold(effects));
  await holds.transition('h1', { command: 'c1', decide: confirm });
  return stateAfter(await holds.transition('h1', { command, decide: confirm }), notFound);
}

describe('stateAfter', () => {
  it('is the state, also where the command was done before', async () => {
    expect(await confirmed('c1')).toMatchObject({ state: 'CONFIRMED', version: 2 });
  });

  it('throws what refused the command', async () => {
    await expect(confirmed('c2')).rejects.toMatchObject({ code: 'sample.transition_not_allowed' });
  });

  it('throws what it is given where there is no such aggregate', async () => {
    const { aggregates: holds } = await inMemoryAggregates(sampleHolds);
    const result = await holds.transition('h1', { decide: confirm });

    expect(() => stateAfter(result, notFound)).toThrow(expect.objectContaining({ code: 'sample.not_found' }));
  });
});
