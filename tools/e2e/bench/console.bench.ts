import { gzipSync } from 'node:zlib';

import type { Browser, Page } from 'playwright-core';

import { findChromium, launchChromium } from '../src/testing/browser/chromium.ts';
import { addStaff, linkOf, map } from '../src/testing/browser/console-tab.ts';
import { Crowd } from '../src/testing/browser/crowd.ts';
import { openTab } from '../src/testing/browser/tab.ts';
import { type CityProcess, openCityProcess } from '../src/testing/city/city-process.ts';

const TAXIS = 2_000;
const MINUTES = 10;
const MINUTE_MS = 60_000;
/** Who has drawn nothing for so long is done. */
const QUIET_MS = 1_500;

/** Notes when the map was drawn last. It is drawn until it is whole, and then only when its camera moves. */
const NOTE_DRAWING = `for (const name of ['drawElements', 'drawArrays']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...args) {
    window.drawnAt = performance.now();
    return draw.apply(this, args);
  };
}`;

const DRAWN = `new Promise((resolve) => {
  const look = () => {
    if (window.drawnAt && performance.now() - window.drawnAt > ${QUIET_MS}) resolve(window.drawnAt);
    else setTimeout(look, 50);
  };
  look();
})`;

const FIRST_PAINT = `performance.getEntriesByName('first-contentful-paint')[0].startTime`;

/** Spans between the frames of a minute, in milliseconds. */
const FRAMES = `new Promise((resolve) => {
  const spans = [];
  let last = performance.now();
  const end = last + ${MINUTE_MS};
  requestAnimationFrame(function frame() {
    const now = performance.now();
    spans.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(frame);
    else resolve(spans);
  });
})`;

/**
 * The page in a real browser that draws by the processor alone, as machines without a graphics card do: how soon it is there, what it weighs,
 * and how smooth two thousand taxis are of which a thousand move every second, and what they take of memory, minute by minute for ten of them. The
 * city is real, but for its taxis.
 */
export async function bench(): Promise<{ name: string; figures: Record<string, number> }> {
  const root = process.cwd();
  const found = findChromium(root);
  if ('lacking' in found) throw new Error(found.lacking);
  const city = await openCityProcess({ speed: 1, console: true, root });
  const browser = await launchChromium(found.at, root);
  try {
    await city.start();
    await addStaff(city, 'anna', ['OPS']);
    return { name: 'the page of the console', figures: await figuresOf(browser, city) };
  } finally {
    await browser.close();
    await city.close();
  }
}

async function figuresOf(browser: Browser, city: CityProcess): Promise<Record<string, number>> {
  const { page, close } = await openTab(browser, city.console);
  const weight = weigh(page);
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  const initial = await weight();
  await page.addInitScript(NOTE_DRAWING);
  const crowd = new Crowd(TAXIS, city.effects);
  await crowd.tell(page);
  await page.goto(await linkOf(city, 'anna'));
  await map(page).waitFor();
  await page.evaluate(DRAWN);
  const withMap = await weight();
  const opened = [await openMap(page), await openMap(page), await openMap(page)];
  crowd.moveOn();
  const minutes: Minute[] = [];
  while (minutes.length < MINUTES) minutes.push(await watchMinute(page));
  await close();
  return {
    'script before the sign-in, kB gzipped': initial / 1_000,
    'script with the map, kB gzipped': withMap / 1_000,
    'first paint, ms (median of 3)': medianOf(opened.map(({ paintMs }) => paintMs)),
    'last paint of the map, ms (median of 3)': medianOf(opened.map(({ mapMs }) => mapMs)),
    ...figuresOfMinutes(minutes),
  };
}

interface Minute {
  /** Spans between its frames, in milliseconds, the shortest first. */
  readonly spans: readonly number[];
  /** Bytes of JavaScript's heap that are alive at its end. */
  readonly heap: number;
}

async function watchMinute(page: Page): Promise<Minute> {
  const spans = await page.evaluate<number[]>(FRAMES);
  return { spans: spans.sort((a, b) => a - b), heap: await heapOf(page) };
}

function figuresOfMinutes(minutes: readonly Minute[]): Record<string, number> {
  const rates = minutes.map(({ spans }) => (spans.length * 1_000) / MINUTE_MS);
  const longest = minutes.map(({ spans }) => spans[Math.floor(spans.length * 0.95)] ?? NaN);
  const heaps = minutes.map(({ heap }) => heap / 1e6);
  return {
    [`frames a second with ${TAXIS} taxis, over ${MINUTES} minutes`]: medianOf(rates),
    'frames a second in the worst minute': Math.min(...rates),
    'longest of 20 frames, ms (worst minute)': Math.max(...longest),
    'JavaScript heap after the first minute, MB': heaps[0] ?? NaN,
    'JavaScript heap after the last minute, MB': heaps.at(-1) ?? NaN,
    'most of the heaps, MB': Math.max(...heaps),
  };
}

/** Tells what all scripts weigh that were asked for so far, each counted once. */
function weigh(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  page.context().on('response', (response) => {
    if (!/\.js$/.test(response.url()) || sizes.has(response.url())) return;
    sizes.set(
      response.url(),
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    );
  });
  return async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
}

/** Opens the map with its script in the browser's cache, as whoever comes back does. */
async function openMap(page: Page): Promise<{ paintMs: number; mapMs: number }> {
  await page.goto('/city/got');
  const mapMs = await page.evaluate<number>(DRAWN);
  return { paintMs: await page.evaluate<number>(FIRST_PAINT), mapMs };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Of what is alive. */
async function heapOf(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}
