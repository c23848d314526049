import { maskedPhone, phonesFor } from './phone.ts';

describe('a phone', () => {
  it.each([
    ['+46701234512', '+46 •• ••• •• 12'],
    ['+12025550143', '+1 •• ••• •• 43'],
    ['', ''],
  ])('%s is masked as %j', (phone, masked) => {
    expect(maskedPhone(phone)).toBe(masked);
    expect(phonesFor(false)(phone)).toBe(masked);
  });

  it('is shown to whom it may be shown', () => {
    expect(phonesFor(true)('+46701234512')).toBe('+46701234512');
  });
});
