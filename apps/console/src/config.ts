import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `console.json` in the layers of `deploy/config`: nothing yet. */
export const config = z.object({});
