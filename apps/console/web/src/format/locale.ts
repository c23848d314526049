/** The page speaks English, with days before months and 24 hours. */
export const LOCALE = 'en-GB';
