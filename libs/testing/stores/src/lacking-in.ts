import { type Lacking } from '@hansom/testing-needs';

import { type Choice, type Way } from './choice/choose-way.ts';

export function lackingIn(choice: Choice): Lacking {
  return 'lacking' in choice ? choice.lacking : undefined;
}

/** None where something is lacking. */
export function waysIn(choice: Choice): readonly Way[] {
  return 'ways' in choice ? choice.ways : [];
}
