import { anInstance, someRules } from '@hansom/platform-mesh/testing';

import { checkRules, warningsOf } from './check-rules.ts';

const share = (version: string, part: number) => ({ version, share: part });

describe('checkRules', () => {
  it.each([
    {},
    { shares: [share('v1', 90), share('v2', 10), share('v3', 0)] },
    { labels: [{ label: 'next', version: 'v2' }] },
    {
      faults: [
        { percent: 100, abortCode: 14 },
        { percent: 1, delayMs: 100, header: { name: 'x-chaos', value: 'on' } },
      ],
    },
  ])('takes %j', (over) => {
    expect(() => checkRules(someRules(over))).not.toThrow();
  });

  it.each([
    [{ service: 'Echo' }, 'rules.service', 'kebab-case'],
    [{ shares: [share('v1', 0)] }, 'rules.shares', 'must not all be 0'],
    [{ shares: [share('v1', 1), share('v1', 2)] }, 'rules.shares', 'must name a version once'],
    [{ shares: Array.from({ length: 17 }, (_, i) => share(`v${i}`, 1)) }, 'rules.shares', 'at most 16'],
    [{ shares: [share('v 1', 1)] }, 'rules.shares.version', 'letters'],
    [{ shares: [share('v1', 1_000_001)] }, 'rules.shares.share', 'at most 1000000'],
    [{ labels: Array(2).fill({ label: 'a', version: 'v1' }) }, 'rules.labels', 'must name a label once'],
    [{ labels: [{ label: 'a#', version: 'v1' }] }, 'rules.labels', 'letters'],
    [{ faults: [{ percent: 1 }] }, 'rules.faults', 'must abort or delay'],
    [
      { faults: Array(2).fill({ percent: 1, abortCode: 14 }) },
      'rules.faults',
      'at most one without a header',
    ],
    [{ faults: [{ percent: 0, abortCode: 14 }] }, 'rules.faults.percent', 'from 1 to 100'],
    [{ faults: [{ percent: 101, abortCode: 14 }] }, 'rules.faults.percent', 'from 1 to 100'],
    [{ faults: [{ percent: 1, abortCode: 17 }] }, 'rules.faults.abort_code', 'from 0 to 16'],
    [{ faults: [{ percent: 1, delayMs: 60_001 }] }, 'rules.faults.delay_ms', 'at most 60000'],
    [
      { faults: [{ percent: 1, delayMs: 1, header: { name: 'grpc-x', value: 'on' } }] },
      'rules.faults.header',
      'lower case',
    ],
    [
      { faults: [{ percent: 1, delayMs: 1, header: { name: 'x', value: '' } }] },
      'rules.faults.header',
      'with a value',
    ],
  ])('refuses %j, naming %s', (...[over, field, rule]) => {
    expect(() => checkRules(someRules(over))).toThrow(
      expect.objectContaining({ fields: [{ field, rule: expect.stringContaining(rule) }] }),
    );
  });
});

describe('warningsOf', () => {
  it('names versions that no instance of the service runs, each once', () => {
    const rules = someRules({
      shares: [share('v1', 1), share('v9', 1)],
      labels: [{ label: 'a', version: 'v9' }],
    });

    const warnings = warningsOf(rules, [anInstance(), anInstance({ service: 'other', version: 'v9' })]);

    expect(warnings).toEqual(['no instance of echo runs version v9']);
  });

  it('says so when nobody is alive', () => {
    expect(warningsOf(someRules(), [])).toEqual(['no instance of echo is alive']);
  });
});
