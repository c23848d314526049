/** The address of the sign-in that leads back to this one. */
export function signInPath(path: string, search: string): string {
  const back = search ? `${path}?${search}` : path;
  return back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ then: back })}`;
}

/** Where to go once signed in: a view of this page, and nothing else that an address may say. */
export function returnPath(search: string): string {
  const then = new URLSearchParams(search).get('then') ?? '/';
  const ours = then.startsWith('/') && !/^\/[/\\]/.test(then) && !then.startsWith('/sign-in');
  return ours ? then : '/';
}
