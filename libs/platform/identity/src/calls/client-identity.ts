import { type ClientInterceptor } from '@hansom/platform-rpc';

import { tokenOf } from './current-user.ts';

/** Shows the user's token to whoever is called on the user's behalf, all the way down. */
export function clientIdentity(): ClientInterceptor {
  return (_endpoint, next) => (request, call) => {
    const token = tokenOf(call);
    if (token !== undefined) call.setHeader('authorization', `Bearer ${token}`);
    return next(request, call);
  };
}
