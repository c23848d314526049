/** Country codes of one digit; all others are shown by their first two. */
const SHORT_CODE = /^\+[17]/;

/** A phone as staff see it who may not see phones, whatever its length: `+46 •• ••• •• 12`. An empty one stays empty. */
export function maskedPhone(phone: string): string {
  if (phone === '') return '';
  const code = phone.slice(0, SHORT_CODE.test(phone) ? 2 : 3);
  return `${code} •• ••• •• ${phone.slice(-2)}`;
}

/** How phones are shown to somebody. */
export function phonesFor(seesThem: boolean): (phone: string) => string {
  return seesThem ? (phone) => phone : maskedPhone;
}
