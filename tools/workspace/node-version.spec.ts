import { satisfies } from './node-version.mjs';

describe('satisfies', () => {
  const engines = '^20.19.0 || >=22.12.0';

  it.each(['20.19.0', 'v20.20.2', '20.19.1', '22.12.0', '22.13.0', '24.0.0'])('accepts %s', (version) => {
    expect(satisfies(version, engines)).toBe(true);
  });

  it.each(['18.20.0', '20.18.9', '21.7.3', '22.11.9'])('refuses %s', (version) => {
    expect(satisfies(version, engines)).toBe(false);
  });

  it('refuses to guess what another form of range means', () => {
    expect(() => satisfies('20.0.0', '~20.1')).toThrow('~20.1');
  });
});
