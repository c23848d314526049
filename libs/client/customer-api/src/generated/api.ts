// Written by `npm run openapi`.

/** What each operation takes, gives and refuses. */
export interface Operations {
  /** This document. */
  describeApi: {
    request: {};
    answer: Record<string, unknown>;
    errors: never;
  };
  /** The time that everything here is stamped with. */
  getTime: {
    request: {};
    answer: {
      /** domain time */
      now: string;
      /** domain seconds that pass in a real one */
      speed: number;
    };
    errors: never;
  };
}

/** How each operation is sent. */
export const OPERATIONS = {
  describeApi: { method: 'GET', path: '/v1/openapi.json' },
  getTime: { method: 'GET', path: '/v1/time' },
} as const;
