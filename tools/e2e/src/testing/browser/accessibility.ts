import { readFile } from 'node:fs/promises';

import { type AxeResults } from 'axe-core';
import { type Page } from 'playwright-core';

const GRAVE = ['serious', 'critical'];

/** What keeps people from using what the page shows now, a line each. */
export async function barriersIn(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact && GRAVE.includes(impact))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    );
}
