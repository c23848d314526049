import path from 'node:path';

import { type Logger } from '@hansom/platform-context';
import { type Page, readPage } from '@hansom/platform-http';

/** Where the page is that was built: in production beside the bundle of the service, in a clone where the build puts it. */
const FOLDERS = [path.join(__dirname, 'page'), path.resolve('dist/apps/console/page')];

/** The page of the console; undefined, with a warning, where none was built: its API is served all the same. */
export async function consolePage(folder: string | undefined, log: Logger): Promise<Page | undefined> {
  const folders = folder === undefined ? FOLDERS : [folder];
  const pages = await Promise.all(folders.map(readPage));
  const page = pages.find((one) => one !== undefined);
  if (!page) log.warn('there is no page to serve: `npx nx page console` builds it', { folders });
  return page;
}
