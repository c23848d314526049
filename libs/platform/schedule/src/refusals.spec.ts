import { abandonedError, alreadyExists, transitionNotAllowed } from './refusals.ts';

const held = { id: 'h1', version: 2, state: 'HELD' };
const context = { id: 'h1', state: 'HELD', version: '2' };

describe('a refusal', () => {
  it.each([
    {
      refusal: transitionNotAllowed('sample', held),
      tells: { kind: 'failed_precondition', description: 'not allowed while HELD', context },
    },
    {
      refusal: alreadyExists('sample', held),
      tells: { kind: 'already_exists', description: 'exists already', context },
    },
    {
      refusal: abandonedError('sample', 'h1'),
      tells: {
        kind: 'failed_precondition',
        description: 'took too long to be created and was abandoned',
        context: { id: 'h1' },
      },
    },
  ])('tells of the aggregate: $refusal.code', ({ refusal, tells }) => {
    expect(refusal).toMatchObject(tells);
  });
});
