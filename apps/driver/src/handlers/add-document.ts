import { HansomError } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type AddDocumentRequest, type AddDocumentResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { type Document, documentsOf, fieldsOf } from '../domain/documents.ts';
import { type Account } from '../store/account-aggregate.ts';
import { accountAfter, accountOf, shown } from './account.ts';
import { requireDriver, toDocument } from './mapping.ts';

export function addDocument(ctx: DriverContext): Handler<AddDocumentRequest, AddDocumentResponse> {
  return async (request, call) => {
    const { driverId } = requireDriver(call);
    const document = toDocument(request.document);
    if (document.until <= ctx.clock.now()) throw expired(document);
    const account = await accountOf(ctx, driverId, call);
    if (isThere(account, document)) return { driver: await shown(ctx, account, call) };
    const decide = () => ({ set: fieldsOf(document) });
    const result = await ctx.accounts.transition(driverId, { decide }, call);
    return { driver: await shown(ctx, accountAfter(driverId, result), call) };
  };
}

function isThere({ fields }: Account, { kind, number, until }: Document): boolean {
  return documentsOf(fields).some((one) => one.kind === kind && one.number === number && one.until === until);
}

function expired({ kind }: Document): HansomError {
  const context = { document: kind.toLowerCase() };
  return new HansomError('failed_precondition', 'driver.document_expired', {
    description: 'the document has expired',
    context,
  });
}
