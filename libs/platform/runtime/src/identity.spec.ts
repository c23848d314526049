import { buildStamp, identityOf } from './identity.ts';

const owner = { team: 'Geo', contact: 'geo@hansom.example' };

describe('identityOf', () => {
  it('names the folder where the source stands', () => {
    expect(identityOf({ name: 'geo-search', description: 'Finds.', owner }, '20260105080000')).toEqual({
      name: 'geo-search',
      description: 'Finds.',
      version: '20260105080000',
      source: 'apps/geo-search',
      owner,
    });
  });

  it.each(['', 'Geo', 'geo_search', '-geo', 'geo-', '9geo'])(
    'refuses to start a service named %j',
    (name) => {
      expect(() => identityOf({ name, description: 'Finds.', owner }, '1')).toThrow(
        /name: must be kebab-case/,
      );
    },
  );

  it('tells all that is missing at once', () => {
    const anonymous = { name: '', description: ' ', owner: { team: '', contact: '' } };

    expect(() => identityOf(anonymous, '1')).toThrow(
      /name: [^]*description: [^]*owner\.team: [^]*owner\.contact: /,
    );
  });
});

describe('buildStamp', () => {
  it('is the second of the start, in UTC, when running from source', () => {
    expect(buildStamp(new Date('2026-01-05T08:09:10.999Z'))).toBe('20260105080910');
  });
});
