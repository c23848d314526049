/** `pickup_at` of a gRPC message is `pickupAt` in JSON. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The same for a dotted path. */
export function camelPath(path: string): string {
  return path.split('.').map(camelCase).join('.');
}
