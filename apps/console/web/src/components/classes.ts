/** Those of the class names that count: `classes(css.row, failing && css.bad)`. */
export function classes(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
