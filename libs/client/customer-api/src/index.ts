// Written by `npm run openapi`.
import { type ClientOf, type ClientOptions, createClient } from '@hansom/client-http';

import { OPERATIONS, type Operations } from './generated/api.ts';

export { isProblem, NoAnswer, type Problem, ProblemError } from '@hansom/client-http';
export { type Operations } from './generated/api.ts';

export type CustomerApiClient = ClientOf<Operations>;

/** A client of customer-api: one method an operation. */
export function createCustomerApiClient(options: ClientOptions): CustomerApiClient {
  return createClient<Operations>(OPERATIONS, options);
}
