import { ConfigError } from './problem.ts';

describe('ConfigError', () => {
  it('says everything that is wrong, a line each', () => {
    const error = new ConfigError([
      { path: 'offers.ttlMs', rule: 'is required' },
      { path: 'banner', rule: 'expected string, received number', layer: 'BASE:dispatch' },
      { path: '', rule: 'base.json is not a JSON object', layer: 'BASE' },
    ]);

    expect(error.message).toBe(
      [
        'offers.ttlMs: is required',
        'banner: expected string, received number (BASE:dispatch)',
        'base.json is not a JSON object (BASE)',
      ].join('\n'),
    );
    expect(error).toMatchObject({ name: 'ConfigError', problems: { length: 3 } });
  });
});
