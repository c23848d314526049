import { type Fault, type Rules } from '@hansom/client-console';

import { type Draft, draftOf, incomplete, rulesOf } from './draft.ts';

const NO_RULES: Rules = { shares: [], labels: [], faults: [] };
const VERSIONS = [
  { version: 'new', percentNow: 25 },
  { version: 'old', percentNow: 75 },
];

function aFault(over: Partial<Fault> = {}): Fault {
  return { percent: 10, abortCode: 14, delayMs: 0, header: '', headerValue: '', ...over };
}

function aDraft(over: Partial<Draft> = {}): Draft {
  return { ...draftOf(NO_RULES, VERSIONS), ...over };
}

describe('a draft', () => {
  it('begins with what holds', () => {
    const rules: Rules = { ...NO_RULES, shares: [{ version: 'old', share: 9 }] };

    expect(draftOf(NO_RULES, VERSIONS)).toMatchObject({
      byHand: false,
      shares: [
        { version: 'new', perMille: 250 },
        { version: 'old', perMille: 750 },
      ],
    });
    expect(draftOf(rules, VERSIONS)).toMatchObject({
      byHand: true,
      shares: [
        { version: 'new', perMille: 0 },
        { version: 'old', perMille: 1_000 },
      ],
    });
  });

  it('has shares only when they are set by hand', () => {
    expect(rulesOf(aDraft()).shares).toEqual([]);
    expect(rulesOf(aDraft({ byHand: true })).shares).toEqual([
      { version: 'new', share: 250 },
      { version: 'old', share: 750 },
    ]);
  });

  it.each([
    ['a label without a version', { labels: [{ label: 'canary', version: '' }] }, /name and a version/],
    [
      'a label twice',
      {
        labels: [
          { label: 'canary', version: 'new' },
          { label: 'canary', version: 'old' },
        ],
      },
      /twice/,
    ],
    ['a fault that does nothing', { faults: [aFault({ abortCode: 0 })] }, /fail or to wait/],
    ['a fault of no calls', { faults: [aFault({ percent: NaN })] }, /1 to 100/],
    ['a value without its header', { faults: [aFault({ headerValue: '1' })] }, /needs its header/],
    ['two faults for all', { faults: [aFault(), aFault()] }, /Only one/],
  ])('is not looked at with %s', (_, over, why) => {
    expect(incomplete(aDraft(over))).toMatch(why);
  });

  it('is looked at otherwise', () => {
    const draft = aDraft({
      labels: [{ label: 'canary', version: 'new' }],
      faults: [aFault(), aFault({ header: 'x-a' })],
    });

    expect(incomplete(draft)).toBeUndefined();
  });
});
