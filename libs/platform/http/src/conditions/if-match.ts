import { type Refusals } from '../problems/refusals.ts';

/** What the caller says it saw. */
export interface IfMatch {
  /** The header as it came. */
  readonly header: string | undefined;
  /** Throws `<service>.precondition_failed` (412) when the caller saw another version than this. Without a header everything passes. */
  check(etag: string | number): void;
}

/** The entity tag of a version: strong, quoted (RFC 9110, 8.8.3). */
export function etagOf(version: string | number): string {
  return `"${String(version).replaceAll(/[^\x21\x23-\x7e]/g, '_')}"`;
}

export function ifMatchOf(header: string | undefined, refuse: Pick<Refusals, 'preconditionFailed'>): IfMatch {
  return {
    header,
    check: (version) => {
      if (header !== undefined && !lists(header, etagOf(version))) throw refuse.preconditionFailed();
    },
  };
}

/** Whether `If-Match` or `If-None-Match` names the tag. Weak comparison where `weak` says so: then `W/` does not count. */
export function lists(header: string, etag: string, weak = false): boolean {
  if (header.trim() === '*') return true;
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.some((tag) => (weak ? tag.replace(/^W\//, '') : tag) === etag);
}
