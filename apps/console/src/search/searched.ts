import { type User } from '@hansom/platform-identity';

import { type Hit } from '../routes/search.ts';
import { type Missing } from '../routes/shapes/missing.ts';
import { type ShownPhone } from '../stories/tell-people.ts';

/** What somebody looks for. */
export interface Searched {
  readonly text: string;
  /** Only there; undefined: in all cities that they may see. */
  readonly city: string | undefined;
  readonly user: User;
  readonly phone: ShownPhone;
}

export interface SearchFound {
  readonly hits: Hit[];
  readonly missing: Missing[];
}
