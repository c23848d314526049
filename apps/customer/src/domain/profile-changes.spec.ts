import { changed, languageTag } from './profile-changes.ts';

const PROFILE = {
  rider_id: 'rider_1',
  phone: '+46700000001',
  name: 'Anna',
  language: 'en',
  tenancy: 'live' as const,
  version: 7,
};

describe('changed', () => {
  it('changes what is given, and leaves the rest', () => {
    expect(changed(PROFILE, { name: 'Anna B' }, 7)).toEqual({ name: 'Anna B', language: 'en', version: 8 });
    expect(changed(PROFILE, { language: 'sv' }, 0)).toEqual({ name: 'Anna', language: 'sv', version: 8 });
    expect(changed(PROFILE, { name: '' }, 7)).toMatchObject({ name: '' });
  });

  it('is based on the present version, or on whatever it is', () => {
    expect(changed(PROFILE, { name: 'Eva' }, 6)).toBe('mismatch');
    expect(changed(PROFILE, { name: 'Eva' }, 8)).toBe('mismatch');
    expect(changed(PROFILE, { name: 'Eva' }, 0)).toMatchObject({ version: 8 });
  });

  it('knows a change that was made before', () => {
    expect(changed(PROFILE, { name: 'Anna' }, 6)).toBe('same');
    expect(changed(PROFILE, { name: 'Anna' }, 5)).toBe('mismatch');
    expect(changed(PROFILE, {}, 7)).toBe('same');
  });
});

describe('languageTag', () => {
  it('writes tags as the standard does', () => {
    expect(languageTag('SV-se')).toBe('sv-SE');
    expect(languageTag('en')).toBe('en');
  });

  it.each(['', 'e', 'sv_SE', 'English please', '42'])('refuses %j', (text) => {
    expect(languageTag(text)).toBeUndefined();
  });
});
