export { etagOf, type IfMatch } from './conditions/if-match.ts';
export { type CookieIdentity } from './cookies/cookie-identity.ts';
export { cookieOf } from './cookies/cookies.ts';
export { cursorSecret, cursorSecretTable } from './cursor-secret.ts';
export { type CursorOptions, type Cursors, cursors } from './cursors.ts';
export { type Idempotency } from './idempotency/idempotency.ts';
export { type IdempotencyTable } from './idempotency/idempotency-keys.ts';
export { idempotencyTable } from './idempotency/idempotency-table.ts';
export { bucketOfUser } from './exchange/limit-rate.ts';
export { type SignedIn } from './exchange/signed-in.ts';
export { type ApiFacts, describeApi } from './openapi/openapi-route.ts';
export { openApi } from './openapi/openapi.ts';
export { isSameOrigin, type OriginHeaders } from './origin/same-origin.ts';
export { type Page } from './page/page.ts';
export { readPage } from './page/read-page.ts';
export { HttpError, type HttpStatus } from './problems/http-error.ts';
export { type Problem } from './problems/problem.ts';
export { RETRY_AFTER_MS } from './problems/retry-after.ts';
export { type Access, open, type OpenAccess, user, type UserAccess } from './routes/access.ts';
export {
  type AnswerExtras,
  type AnyImplemented,
  implement,
  type Implemented,
  noContent,
  type RouteAnswer,
  type RouteHandler,
  type RouteRequest,
} from './routes/handler.ts';
export { idOf } from './routes/id-schema.ts';
export { type Method, isRoute, type RatePolicy, route, type RouteDefinition } from './routes/route.ts';
export { getTime, timeRoute } from './routes/time-route.ts';
export { type GatewayHost, httpGateway, type HttpGatewayOptions } from './serving/http-gateway.ts';
export { type SocketPlace } from './serving/upgrades.ts';
