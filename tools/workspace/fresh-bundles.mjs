// Builds the bundles of apps that have none, or one of other sources: what `./hansom up` runs first.
import { isBundleCurrent } from './bundle-stamp.mjs';
import { bundleApps, bundleOf, BUNDLING } from './bundle.mjs';
import { exclusively } from './mutex.mjs';
import { runIfMain } from './script.mjs';

/**
 * Two at once are safe: the second waits, and finds it done.
 *
 * @param {readonly string[]} apps roots of projects, such as `apps/booking`
 */
export async function freshBundles(apps) {
  if (apps.every(isCurrent)) return;
  const work = () => bundleApps(apps.filter((app) => !isCurrent(app)));
  await exclusively(BUNDLING, { work });
}

/** @param {string} app */
function isCurrent(app) {
  return isBundleCurrent(bundleOf(app));
}

void runIfMain(import.meta.url, freshBundles);
