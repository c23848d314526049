/** Of two tellings of the same thing the newer; of another thing the one told last. */
export function newer<T extends { version: number }>(known: T | undefined, told: T, id: keyof T): T {
  return known && known[id] === told[id] && known.version > told.version ? known : told;
}
