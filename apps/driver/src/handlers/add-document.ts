import { type Handler } from '@hansom/platform-rpc';
import { type AddDocumentRequest, type AddDocumentResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { addDocument as added } from '../domain/account-decisions.ts';
import { type Document, documentExpired, documentsOf, renewalsOf } from '../domain/documents.ts';
import { type Account } from '../store/account-aggregate.ts';
import { accountAfter, accountOf, shown } from './account.ts';
import { requireDriver, toDocument } from './mapping.ts';

export function addDocument(ctx: DriverContext): Handler<AddDocumentRequest, AddDocumentResponse> {
  return async (request, call) => {
    const { driverId } = requireDriver(call);
    const now = ctx.clock.now();
    const document = toDocument(request.document, now);
    if (document.until <= now) throw documentExpired(document);
    const account = await accountOf(ctx, driverId, call);
    const config = ctx.config.current;
    const decide = (current: Account) => added(current, document, config);
    if (account.state !== 'IN_REVIEW' && isThere(account, document))
      return { driver: await shown(ctx, account, call) };
    const result = await ctx.accounts.transition(driverId, { decide }, call);
    return { driver: await shown(ctx, accountAfter(driverId, result), call) };
  };
}

/** Whether it is what was handed in last of its kind. */
function isThere({ fields }: Account, { kind, number, until }: Document): boolean {
  const [last] = [...renewalsOf(fields), ...documentsOf(fields)].filter((one) => one.kind === kind);
  return last?.number === number && last.until === until;
}
