import { type Caller } from '@hansom/platform-rpc';

/** Whom a certificate of the platform is for. */
export type Subject = { readonly service: string } | { readonly operator: string };

export const TRUST_DOMAIN = 'hansom.local';

const NAMES = { service: /^[a-z][a-z0-9-]{0,62}$/, operator: /^[a-z0-9][a-z0-9._-]{0,62}$/ };
const ID = /^spiffe:\/\/([a-z0-9._-]{1,255})\/(service|operator)\/([^/]+)$/;

/** One name of Node's text form: `DNS:a.b`, or with its value as a JSON string where that holds anything that could confuse. */
const NAME = /([A-Za-z][A-Za-z0-9 ]*):("(?:[^"\\]|\\.)*"|[^",]*)(?:, |$)/y;
const MAX_NAMES_LENGTH = 8 * 1024;

/** `spiffe://<trust domain>/service/<name>` or `.../operator/<name>`. Throws a TypeError for what makes no id. */
export function formatSpiffeId(subject: Subject, trustDomain: string): string {
  const path = 'service' in subject ? `service/${subject.service}` : `operator/${subject.operator}`;
  const id = `spiffe://${trustDomain}/${path}`;
  if (!parseSpiffeId(id, trustDomain)) throw new TypeError(`${JSON.stringify(id)} is not a SPIFFE id`);
  return id;
}

/** Whom an id of this trust domain names. Exact: nothing is decoded, folded or trimmed. */
export function parseSpiffeId(id: string, trustDomain: string): Subject | undefined {
  const [, domain, kind, name = ''] = ID.exec(id) ?? [];
  if (domain !== trustDomain) return undefined;
  if (kind === 'service' && NAMES.service.test(name)) return { service: name };
  if (kind === 'operator' && NAMES.operator.test(name)) return { operator: name };
  return undefined;
}

/**
 * Who a certificate says its holder is, from its subject alternative names as Node writes them (`subjectaltname`): the one
 * URI among them, as a SPIFFE id of this trust domain. Anything else is nobody: no URI, two, another domain, a text that is
 * not wholly understood. It says nothing of who signed the certificate: TLS does.
 */
export function subjectOf(names: string | undefined, trustDomain: string): Subject | undefined {
  const uris = urisIn(names ?? '');
  const [uri] = uris;
  return uri !== undefined && uris.length === 1 ? parseSpiffeId(uri, trustDomain) : undefined;
}

/** As `subjectOf`, for a server: who calls. */
export function callerOf(names: string | undefined, trustDomain: string): Caller {
  return subjectOf(names, trustDomain) ?? {};
}

/**
 * Since CVE-2021-44532 Node quotes a value that holds a quote, a comma, a backslash or a control character, so that a DNS name
 * `a, URI:spiffe://...` cannot pass for two names. A quoted URI keeps its quotes here, which no SPIFFE id has.
 */
function urisIn(names: string): string[] {
  if (names.length > MAX_NAMES_LENGTH) return [];
  const uris: string[] = [];
  NAME.lastIndex = 0;
  while (NAME.lastIndex < names.length) {
    const [, type, value = ''] = NAME.exec(names) ?? [];
    if (type === undefined) return [];
    if (type === 'URI') uris.push(value);
  }
  return uris;
}
