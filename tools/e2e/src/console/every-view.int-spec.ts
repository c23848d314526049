import type { Browser } from 'playwright-core';

import { barriersIn } from '../testing/browser/accessibility.ts';
import { addStaff, map, signedIn } from '../testing/browser/console-tab.ts';
import { describeInBrowser } from '../testing/browser/describe-in-browser.ts';
import { openTab, type Tab } from '../testing/browser/tab.ts';
import { type CityProcess, openCityProcess } from '../testing/city/city-process.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { People } from '../testing/city/people.ts';
import { CENTRAL_STATION, GOTAPLATSEN, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';

jest.setTimeout(300_000);

const LAPTOP = { width: 1024, height: 700 };
/** A narrow one. */
const PHONE = { width: 390, height: 844 };

/** Every view of the console with something in it, for everybody: by colours, on a laptop and on a phone. */
describeInBrowser('every view of the console', (launch) => {
  let browser: Browser;
  let city: CityProcess;
  let people: People;
  let driver: DriverApp;
  let driverId: string;
  /** Rides that are over, and not. */
  let done: string;
  let underWay: string;
  let tab: Tab;

  beforeAll(async () => {
    browser = await launch();
    city = await openCityProcess({ speed: 8, console: true });
    await city.start();
    people = new People(city);
    await addStaff(city, 'anna', ['OPS']);
    driver = await people.driver(1, CENTRAL_STATION);
    const rider = await people.rider(1);
    await driver.goOnShift();
    done = (await rider.book(CENTRAL_STATION, KUNGSPORTSPLATSEN, await rider.addCard())).id;
    await driver.drives(await driver.takes(done));
    await rider.receipt(done);
    underWay = (await rider.book(KUNGSPORTSPLATSEN, GOTAPLATSEN)).id;
    await driver.takes(underWay);
    const { id } = await driver.me();
    driverId = id;
    tab = await signedIn({ browser, city }, 'anna');
  });

  afterAll(async () => {
    await browser?.close();
    await people?.close();
    await city?.close();
  });

  /** Opens a view, and has all of it loaded. */
  async function show({ page }: Tab, view: string): Promise<void> {
    await page.goto(view);
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'hidden' });
  }

  /** What keeps people from using what is shown, in either of its themes. */
  async function barriers({ page }: Tab): Promise<string[]> {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme }); // one after the other: it is one page
      found.push(...(await barriersIn(page)).map((barrier) => `${colorScheme}: ${barrier}`));
    }
    return found;
  }

  const views: Record<string, () => string> = {
    'the map': () => '/city/got',
    'a taxi that is followed': () => `/city/got?follow=${driverId}`,
    'a rider on the map, with demand': () => `/city/got?booking=${underWay}&heat=1`,
    'the story of a ride': () => `/bookings/${done}`,
    'the story of a ride under way': () => `/bookings/${underWay}`,
    'the story of a driver': () => `/drivers/${driverId}`,
    'an empty search': () => '/search',
    'what a search finds': () => '/search?q=Driver',
    'a search that finds nothing': () => '/search?q=nobody',
    'the services': () => '/services',
    'a service': () => '/services/eta',
    'the traffic rules': () => '/traffic',
    'no view at all': () => '/nowhere',
  };

  for (const [name, at] of Object.entries(views)) {
    it(`is for everybody, on a laptop and on a phone: ${name}`, async () => {
      await tab.page.setViewportSize(LAPTOP);
      await show(tab, at());
      expect(await barriers(tab)).toEqual([]);

      await tab.page.setViewportSize(PHONE);
      expect(await tab.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
      if (/map$|ride$/.test(name)) expect(await barriers(tab)).toEqual([]);
      expect(tab.complaints()).toEqual([]);
    });
  }

  it('is for everybody before they sign in', async () => {
    const stranger = await openTab(browser, city.console);

    await show(stranger, '/sign-in');
    expect(await barriers(stranger)).toEqual([]);
    await show(stranger, '/sign-in/link');
    expect(await barriers(stranger)).toEqual([]);
    await stranger.close();
  });

  it('says that there is no such ride, and no such city', async () => {
    await show(tab, `/bookings/${done.slice(0, -4)}aaaa`);
    await tab.page.getByRole('alert').waitFor();
    expect(await barriers(tab)).toEqual([]);

    await show(tab, '/city/xyz');
    await tab.page.getByText('There is nothing at this address').waitFor();
    const complaints = tab.complaints();
    expect(complaints.filter((one) => !(one.includes('404') && one.includes('aaaa')))).toEqual([]); // of the ride, however often it was asked for
    expect(complaints).not.toEqual([]);
  });

  it('runs nothing but what the console serves', async () => {
    const { page } = tab;

    const response = await page.goto('/city/got');
    await map(page).waitFor();
    await page.evaluate(
      `document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))`,
    );

    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(tab.complaints()).toEqual([expect.stringContaining('Content Security Policy')]);
  });
});
