import { type Random } from '@hansom/platform-context';

const DIGITS = 6;
const CODES = 10 ** DIGITS;
const UINT32 = 2 ** 32;
/** The highest multiple of `CODES` in 32 bits: what lies above would make low codes likelier. */
const FAIR = UINT32 - (UINT32 % CODES);

/** Six digits, each code as likely as any other. */
export function newCode(random: Pick<Random, 'bytes'>): string {
  for (;;) {
    const bytes = random.bytes(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (drawn < FAIR) return String(drawn % CODES).padStart(DIGITS, '0');
  }
}

export function isCode(text: string): boolean {
  return /^[0-9]{6}$/.test(text);
}
