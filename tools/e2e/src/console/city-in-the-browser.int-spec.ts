import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Browser } from 'playwright-core';

import { describeInBrowser } from '../testing/browser/describe-in-browser.ts';
import { addStaff, figure, linkOf, map, signedIn, signIn } from '../testing/browser/console-tab.ts';
import { openTab, type Tab } from '../testing/browser/tab.ts';
import { openProcesses, type Processes, type ServiceProcess } from '../testing/chaos/processes.ts';
import { until } from '../testing/city/app.ts';
import { startBeside } from '../testing/city/beside-city.ts';
import { type CityProcess, openCityProcess } from '../testing/city/city-process.ts';
import { type DriverApp } from '../testing/city/driver-app.ts';
import { firstTaken, People } from '../testing/city/people.ts';
import { CENTRAL_STATION, GOTAPLATSEN, JARNTORGET, KUNGSPORTSPLATSEN } from '../testing/city/places.ts';
import { type RiderApp } from '../testing/city/rider-app.ts';

jest.setTimeout(300_000);

const VIEWS = [
  '/city/got',
  '/bookings/booking_got_1',
  '/drivers/driver_got_1',
  '/search?q=anna',
  '/services/eta',
  '/traffic',
  '/services',
];

/** A city as operators run it, one of its services apart, and staff who look at it in a real browser. Riders and drivers know nothing but the public addresses. */
describeInBrowser('the console in a browser', (launch) => {
  let browser: Browser;
  let city: CityProcess;
  let processes: Processes;
  let eta: ServiceProcess;
  let people: People;
  let drivers: DriverApp[];
  let rider: RiderApp;
  let tab: Tab;

  beforeAll(async () => {
    browser = await launch();
    city = await openCityProcess({ speed: 4, console: true, without: ['eta'] });
    await city.start();
    processes = await openProcesses(path.resolve(__dirname, '../../../..'), ['eta']);
    eta = await startBeside(city, { processes, service: 'eta' });
    people = new People(city);
    await addStaff(city, 'anna', ['OPS']);
    await addStaff(city, 'lars', ['OPS.LON']);
    drivers = await Promise.all([people.driver(1, CENTRAL_STATION), people.driver(2, GOTAPLATSEN)]);
    rider = await people.rider(1);
    tab = await signedIn({ browser, city }, 'anna');
  });

  afterAll(async () => {
    await browser?.close();
    await people?.close();
    await processes?.close();
    await city?.close();
  });

  it('is signed in to by a link, once', async () => {
    const link = await linkOf(city, 'anna');
    const first = await openTab(browser, city.console);
    const second = await openTab(browser, city.console);

    await first.page.goto(link);
    await map(first.page).waitFor();
    await second.page.goto(link);
    await second.page.getByRole('heading', { name: 'This link does not sign in any more' }).waitFor();

    const secret = new URL(link).hash.slice(1);
    expect(first.page.url()).toBe(`${city.console}/city/got`);
    expect(await second.page.content()).not.toContain(secret);
    const [cookie] = await first.page.context().cookies();
    expect(cookie).toMatchObject({ name: 'hansom_console', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(await first.page.evaluate('document.cookie')).toBe('');
    expect(first.complaints()).toEqual([]);
    expect(second.complaints()).toEqual([expect.stringContaining('/v1/session/link')]); // that it was refused
    await Promise.all([first.close(), second.close()]);
  });

  it('has whoever is not signed in do so, and leads back to where they wanted to go', async () => {
    const { page, close } = await openTab(browser, city.console);

    for (const view of VIEWS) {
      await page.goto(view);
      await page.getByRole('heading', { name: 'Sign in to the city' }).waitFor(); // one after the other: it is one tab
      expect(new URL(page.url()).searchParams.get('then')).toBe(view);
    }
    await signIn(page, 'anna');
    await page.getByRole('heading', { name: 'Services', level: 1 }).waitFor();

    expect(page.url()).toBe(`${city.console}/services`);
    await close();
  });

  it('shows nobody a city that their roles do not name', async () => {
    const { page, close } = await openTab(browser, city.console);

    await page.goto('/city/got');
    await signIn(page, 'lars');
    await page
      .getByRole('heading', { name: 'No city' })
      .or(page.getByText('There is nothing at this address'))
      .waitFor();

    expect(await map(page).count()).toBe(0);
    for (const route of ['now', 'history', 'demand', 'streets']) {
      expect((await page.request.get(`/v1/cities/got/${route}`)).status()).toBe(404);
    }
    await close();
  });

  it('counts a rider for whom there is no car', async () => {
    const { id } = await rider.book(KUNGSPORTSPLATSEN, GOTAPLATSEN);
    await agrees({ waiting: 1, free: 0, busy: 0 });

    await rider.cancel(id);

    await agrees({ waiting: 0, free: 0, busy: 0 });
    expect(await figure(tab.page, 'Cancelled')).toBe('1');
  });

  it('shows taxis as they come, and as they move', async () => {
    const { page } = tab;
    await Promise.all(drivers.map((driver) => driver.goOnShift()));

    await page.getByRole('button', { name: 'List of taxis' }).click();
    await page.getByRole('button', { name: 'Driver 1 CAB1 Free' }).waitFor();
    await page.getByRole('button', { name: 'Driver 2 CAB2 Free' }).waitFor();
    const still = await stillMap();
    const arriving = drivers[0]!.driveTo(KUNGSPORTSPLATSEN);
    await until('the map is another', async () => !(await map(page).screenshot()).equals(still));
    await arriving;

    expect(await rowsOf('shift/ListLive', 'shifts')).toHaveLength(2);
  });

  /** What the map looks like while nobody moves. */
  async function stillMap(): Promise<Buffer> {
    let last = await map(tab.page).screenshot();
    return until('the map is still', async () => {
      const before = last;
      last = await map(tab.page).screenshot();
      return last.equals(before) && last;
    });
  }

  async function rowsOf(rpc: string, field: string): Promise<{ state: string }[]> {
    const answer = JSON.parse(await city.hansom('call', rpc, '{"city":"got"}')) as Record<
      string,
      { state: string }[]
    >;
    return answer[field] ?? [];
  }

  it('tells a ride from its booking to its receipt, and counts as the services do', async () => {
    const { page } = tab;
    const card = await rider.addCard();

    const { id } = await rider.book(KUNGSPORTSPLATSEN, GOTAPLATSEN, card);
    const { driver, job } = await firstTaken(drivers, id);
    await agrees({ waiting: 0, free: 1, busy: 1 });
    await page.getByLabel('Search rides, drivers and riders').fill(id);
    await page.keyboard.press('Enter');
    const found = page.getByRole('link', { name: 'Ride · Gothenburg' });
    await found.waitFor({ timeout: 20_000 }).catch(() => page.reload()); // whom it asks may be busy
    await found.click();
    await page.getByText('Driver on the way', { exact: true }).waitFor();
    await driver.drives(job);
    const receipt = await rider.receipt(id);
    await page.getByText('Completed', { exact: true }).waitFor();
    await page.getByText('Receipt of').waitFor();

    const bill = page.getByRole('region', { name: 'Fare' });
    expect(await bill.getByRole('row').allInnerTexts()).toEqual([
      ...receipt.fare.lines.map(({ label, price }) => `${label}\t${sum(price)}`),
      `Total\t${sum(receipt.fare.total)}`,
    ]);
    expect(await page.getByRole('region', { name: 'Payment' }).innerText()).toContain(
      `Taken\n${sum(receipt.fare.total)}`,
    );
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await agrees({ waiting: 0, free: 2, busy: 0 });
    expect(await figure(page, 'Completed')).toBe('1');
    expect(await figure(page, 'Takings')).toBe(sum(receipt.fare.total));
  });

  it('says so while it hears nothing, and then shows what happened meanwhile', async () => {
    const { page } = tab;
    const interrupted = page.getByRole('status').getByText('Live updates are interrupted');
    expect(tab.complaints()).toEqual([]);

    await page.context().setOffline(true);
    await interrupted.waitFor();
    const { id } = await rider.book(KUNGSPORTSPLATSEN, JARNTORGET);
    await firstTaken(drivers, id);
    expect(await shown()).toMatchObject({ busy: 0 });
    await page.context().setOffline(false);
    await interrupted.waitFor({ state: 'hidden' });

    await agrees({ waiting: 0, free: 1, busy: 1 });
    await rider.cancel(id);
    await agrees({ waiting: 0, free: 2, busy: 0 });
    expect(tab.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('shows a service that dies, why, and when it is back', async () => {
    const { page } = tab;
    const services = page
      .getByRole('navigation', { name: 'Views', exact: true })
      .getByRole('link', { name: 'Services' });
    await services.click();
    const row = page.getByRole('row', { name: /^eta/ });
    const alive = row.getByText(/^(Healthy|Unwell)$/); // beside the city it has no Redis, and says so
    await alive.waitFor();

    eta.send('SIGKILL');
    await row.getByText('Gone').waitFor();
    expect(await row.innerText()).toContain('no instance is alive');
    await services.getByText(/[1-9] unwell/).waitFor();
    eta = await startBeside(city, { processes, service: 'eta' });

    await alive.waitFor();
    expect(tab.complaints()).toEqual([]);
  });

  /** Waits until page and services count as many. */
  async function agrees(expected: Counts): Promise<void> {
    await until(`the page shows ${JSON.stringify(expected)}`, async () =>
      isDeepStrictEqual(await shown(), expected),
    );
    expect(await counted()).toEqual(expected);
  }

  async function shown(): Promise<Counts> {
    const labels = ['Riders waiting', 'Drivers free', 'Drivers busy'];
    const [waiting, free, busy] = await Promise.all(labels.map((label) => figure(tab.page, label)));
    return { waiting: Number(waiting), free: Number(free), busy: Number(busy) };
  }

  async function counted(): Promise<Counts> {
    const [shifts, bookings] = await Promise.all([
      rowsOf('shift/ListLive', 'shifts'),
      rowsOf('booking/ListLive', 'bookings'),
    ]);
    const free = shifts.filter(({ state }) => /_(FREE|OFFERED|ACCEPTING)$/.test(state)).length;
    const waiting = bookings.filter(({ state }) => /_(REQUESTED|SEARCHING)$/.test(state)).length;
    return { waiting, free, busy: shifts.length - free };
  }
});

interface Counts {
  waiting: number;
  free: number;
  busy: number;
}

/** As the page writes it: with a space that does not break. */
function sum({ amount, currency }: { amount: number; currency: string }): string {
  return `${currency}\u00a0${(amount / 100).toFixed(2)}`;
}
