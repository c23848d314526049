import { type IncomingHttpHeaders } from 'node:http';

/** What of a request tells whose page sent it. */
export type OriginHeaders = Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site'>;

/**
 * Whether a browser sent this for a page of ours: one that came from the host that it now calls. Browsers say so themselves, in headers that
 * no script can set; who says nothing is not believed.
 */
export function isSameOrigin(headers: OriginHeaders): boolean {
  const { host, origin } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] === 'same-origin';
  return host !== undefined && hostOf(origin) === host.toLowerCase();
}

/** With its port, where that is not the one of its scheme. `null`, which browsers say of a page without an origin, has none. */
function hostOf(origin: string): string | undefined {
  const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
  return parsed?.protocol === 'http:' || parsed?.protocol === 'https:' ? parsed.host : undefined;
}
