import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

import { type CityProcess } from '../city/city-process.ts';
import { openTab, type Tab } from './tab.ts';

const PASSWORD = 'correct horse battery';

/** Gives somebody an account that signs in by name and password. */
export async function addStaff(city: CityProcess, name: string, roles: readonly string[]): Promise<void> {
  const request = { commandKey: `add ${name}`, name, password: PASSWORD, roles };
  await city.hansom('call', 'auth/CreateStaff', JSON.stringify(request));
}

/** A link that signs in once. */
export async function linkOf(city: CityProcess, name: string): Promise<string> {
  return (await city.hansom('staff', 'link', name, '--console', city.console)).trim();
}

const TRIES = 5;

/** Fills in the sign-in that is shown; asks again where the answer came too late, as a person does. */
export async function signIn(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name: 'Sign in' });
  const refusal = page.getByRole('alert');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(PASSWORD);
  for (let tried = 0; tried < TRIES; tried += 1) {
    await button.click(); // one after the other: again if need be
    await refusal.waitFor({ state: 'hidden' });
    const isIn = button.waitFor({ state: 'hidden' }).then(() => true);
    const isRefused = refusal.waitFor().then(() => false);
    for (const outcome of [isIn, isRefused]) outcome.catch(() => undefined); // whichever it is, the other never comes
    if (await Promise.race([isIn, isRefused])) return;
  }
  throw new Error(`${name} cannot sign in: ${await refusal.innerText()}`);
}

/** A tab of somebody who has signed in, on the map. */
export async function signedIn(
  { browser, city }: { browser: Browser; city: CityProcess },
  name: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const tab = await openTab(browser, city.console, options);
  await tab.page.goto(await linkOf(city, name));
  await map(tab.page).waitFor();
  return tab;
}

export function map(page: Page): Locator {
  return page.getByRole('region', { name: 'Map of Gothenburg' });
}

/** A figure of the panel of the map, as it is shown. */
export async function figure(page: Page, label: string): Promise<string> {
  const term = page.locator('dt', { hasText: new RegExp(`^${label}$`) });
  return page
    .getByRole('complementary', { name: 'Now' })
    .locator('div', { has: term })
    .last()
    .locator('dd')
    .innerText();
}
