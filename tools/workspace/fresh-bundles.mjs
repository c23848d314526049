// Builds the bundles of apps that have none, or one of other sources: what `./hansom up` runs first.
import { join } from 'node:path';

import { isBundleCurrent } from './bundle-stamp.mjs';
import { bundleApps } from './bundle.mjs';
import { exclusively } from './mutex.mjs';
import { ROOT } from './root.mjs';
import { runIfMain } from './script.mjs';

/**
 * Two at once are safe: the second waits, and finds it done.
 *
 * @param {readonly string[]} apps roots of projects, such as `apps/booking`
 */
export async function freshBundles(apps) {
  if (apps.every(isBundleCurrent)) return;
  const work = () => bundleApps(apps.filter((app) => !isBundleCurrent(app)));
  await exclusively(join(ROOT, '.hansom/bundles'), { work });
}

void runIfMain(import.meta.url, freshBundles);
