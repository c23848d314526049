import { readFile } from 'node:fs/promises';

import { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const GRAVE = ['serious', 'critical'];

/** Half a transition from one colour to another has half the contrast. */
const SETTLED = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished),
)`;

/** What keeps people from using what the page shows now, a line each. */
export async function barriersIn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  await page.evaluate(SETTLED);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact && GRAVE.includes(impact))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    );
}
