import { type AnyImplemented } from '@hansom/platform-http';

import { type ConsoleContext } from './context.ts';

/** What the console serves: each route with its handler. */
export function routesOf(_ctx: ConsoleContext): AnyImplemented[] {
  return [];
}
