import { ERROR_KINDS, type ErrorKind, kindOfGrpcStatus } from './kinds.ts';

const KINDS = Object.keys(ERROR_KINDS) as ErrorKind[];

describe('the table of kinds', () => {
  it('maps each kind to the gRPC status and the HTTP status that mean the same', () => {
    const table = KINDS.map((kind) => [kind, ERROR_KINDS[kind].grpc, ERROR_KINDS[kind].http]);

    expect(table).toEqual([
      ['invalid_argument', 3, 400],
      ['unauthenticated', 16, 401],
      ['permission_denied', 7, 403],
      ['not_found', 5, 404],
      ['already_exists', 6, 409],
      ['failed_precondition', 9, 409],
      ['aborted', 10, 409],
      ['resource_exhausted', 8, 429],
      ['cancelled', 1, 499],
      ['unimplemented', 12, 501],
      ['unavailable', 14, 503],
      ['deadline_exceeded', 4, 504],
      ['outcome_unknown', 2, 504],
      ['internal', 13, 500],
    ]);
  });

  it('gives every gRPC status at most one kind, so that a status alone names it', () => {
    expect(KINDS.map((kind) => kindOfGrpcStatus(ERROR_KINDS[kind].grpc))).toEqual(KINDS);
  });

  it.each([0, 11, 15, 17, -1, NaN])('takes the gRPC status %p, which no kind has, for internal', (status) => {
    expect(kindOfGrpcStatus(status)).toBe('internal');
  });

  it('blames the caller for exactly the kinds that an HTTP status below 500 stands for', () => {
    const blamed = KINDS.filter((kind) => ERROR_KINDS[kind].callersFault);

    expect(blamed).toEqual(KINDS.filter((kind) => ERROR_KINDS[kind].http < 500));
  });
});
