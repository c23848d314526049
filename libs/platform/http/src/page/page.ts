import { lists } from '../conditions/if-match.ts';
import { PAGE_HEADERS } from './page-headers.ts';

/** A file of a page. */
export interface PageFile {
  /** Where it is served: `/assets/index-B3xs0f_k.js`. */
  readonly path: string;
  readonly type: string;
  /** Of what it says, quoted; those of its encodings are made of it. */
  readonly etag: string;
  readonly plain: Buffer;
  /** Best first. */
  readonly compressed: readonly { readonly encoding: string; readonly bytes: Buffer }[];
}

/** A page that was built: its files, by path. Nothing outside of it can be asked for. */
export interface Page {
  readonly files: ReadonlyMap<string, PageFile>;
}

/** A request that is no route's. */
export interface PageRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface PageAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const INDEX = '/index.html';

/** Bundlers put a hash of the content into the name: what it says is never going to change. */
const HASHED = /^\/assets\/.*-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/**
 * What a page answers: a file of that path, or `index.html` for whoever navigates somewhere, as its views have paths of their own. Undefined:
 * nothing of this page's.
 */
export function answerOfPage({ files }: Page, { method, url, headers }: PageRequest): PageAnswer | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const file = files.get(pathOf(url)) ?? (navigates(headers) ? files.get(INDEX) : undefined);
  if (!file) return undefined;
  const { encoding, bytes } = chosen(file, textOf(headers['accept-encoding']));
  const etag = encoding === undefined ? file.etag : file.etag.replace(/"$/, `-${encoding}"`);
  const told = {
    ...PAGE_HEADERS,
    'cache-control': HASHED.test(file.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag,
  };
  if (lists(textOf(headers['if-none-match']), etag, true))
    return { status: 304, headers: told, body: undefined };
  const content = {
    'content-type': file.type,
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  };
  return { status: 200, headers: { ...told, ...content }, body: bytes };
}

/** `/` is the page itself. What is no path at all is not there. */
function pathOf(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  if (path === '/') return INDEX;
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

/** Only browsers that are on their way to another page ask for HTML by name. */
function navigates(headers: PageRequest['headers']): boolean {
  return /(^|,)\s*text\/html\b/i.test(textOf(headers['accept']));
}

function chosen({ plain, compressed }: PageFile, accepted: string): { encoding?: string; bytes: Buffer } {
  const names = accepted
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim().toLowerCase()))
    .filter(([, weight = 'q=1']) => !/^q=0(\.0*)?$/.test(weight))
    .map(([name]) => name);
  return compressed.find(({ encoding }) => names.includes(encoding)) ?? { bytes: plain };
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}
