import { tellRules } from './tell-rules.ts';

describe('rules in sentences', () => {
  it('are none for none', () => {
    expect(tellRules({ shares: [], labels: [], faults: [] })).toEqual([]);
  });

  it('tell shares, labels and faults', () => {
    const fault = { percent: 5, abortCode: 14, delayMs: 200, header: '', headerValue: '' };

    const told = tellRules({
      shares: [
        { version: 'v1', share: 9 },
        { version: 'v2', share: 1 },
      ],
      labels: [{ label: 'canary', version: 'v2' }],
      faults: [fault, { ...fault, abortCode: 9, delayMs: 0, header: 'x-test', headerValue: '1' }],
    });

    expect(told).toEqual([
      'Calls go 90 % to v1, 10 % to v2.',
      'Calls that ask for canary go to v2.',
      '5 % of all calls wait 200 ms and fail with UNAVAILABLE.',
      '5 % of those with x-test: 1 fail with gRPC status 9.',
    ]);
  });
});
