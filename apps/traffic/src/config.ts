import { z } from '@hansom/platform-config';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `traffic.json` in the layers of `deploy/config`: nothing to configure. Rules are data, not configuration. */
export const config = z.object({});
