import { noticeIn } from './supervisor.ts';

describe('what a child says', () => {
  it.each([{ kind: 'serving' }, { kind: 'figures' }])(
    'is a notice when it is of a kind that there is: %j',
    (said) => {
      expect(noticeIn(said)).toBe(said);
    },
  );

  it.each([undefined, null, 'serving', {}, { kind: 'other' }])('is none otherwise: %j', (said) => {
    expect(noticeIn(said)).toBeUndefined();
  });
});
