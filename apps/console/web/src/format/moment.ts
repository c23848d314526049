/** Milliseconds since 1970 of a moment of the API. */
export function atOf(moment: string): number {
  return Date.parse(moment);
}

/** From one moment of the API to another, in milliseconds. */
export function between(from: string, to: string): number {
  return atOf(to) - atOf(from);
}
