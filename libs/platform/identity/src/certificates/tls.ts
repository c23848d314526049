/** Both sides are ours: nothing older has to be spoken. */
export const MIN_TLS = 'TLSv1.3';
