import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Ten times what a view takes on a busy machine. */
const PATIENCE_MS = 60_000;

/** What the browser says of an answer that did not come in time. On a busy machine some do not, and the page asks again. */
const LATE = /status of 50[34]/;

/** A small laptop: without a graphics card every pixel is drawn by the processor. */
const LAPTOP = { width: 1024, height: 700 };

/** A tab of somebody who shares cookies with nobody, and the browser's log of it. */
export interface Tab {
  readonly page: Page;
  /** What the browser's log complains of, a line each, and each request to another host, but not answers that are late. Reads no more than once. */
  complaints(): string[];
  close(): Promise<void>;
}

/** Opens a tab at a site; paths of `page.goto` are of that site. */
export async function openTab(
  browser: Browser,
  site: string,
  options: BrowserContextOptions = {},
): Promise<Tab> {
  const context = await browser.newContext({ baseURL: site, viewport: LAPTOP, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const told: string[] = [];
  const called = (url: string): void => {
    if (!isOf(site, url)) told.push(`calls ${url}`);
  };
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !LATE.test(message.text()))
      told.push(`${message.text()} ${message.location().url}`.trim());
  });
  context.on('weberror', (error) => told.push(error.error().stack ?? error.error().message));
  context.on('request', (request) => called(request.url()));
  const page = await context.newPage();
  page.on('websocket', (socket) => called(socket.url()));
  return {
    page,
    complaints: () => told.splice(0),
    close: () => context.close(),
  };
}

/** Of the site itself, or made by its page. */
function isOf(site: string, url: string): boolean {
  if (/^(data|blob):/.test(url)) return true;
  return new URL(url).host === new URL(site).host;
}
