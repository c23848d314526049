export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** Of `host:port`. */
export function hostAndPort(address: string): HostAndPort {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
