import { type Resolver } from '../transport.ts';

/** A resolver whose addresses a spec sets. */
export class AddressBook implements Resolver {
  private readonly addresses = new Map<string, readonly string[]>();
  private readonly watchers = new Map<string, Set<(addresses: readonly string[]) => void>>();

  /** Tells whoever watches the service. */
  set(service: string, addresses: readonly string[]): void {
    this.addresses.set(service, addresses);
    this.watchers.get(service)?.forEach((onChange) => onChange(addresses));
  }

  get(service: string): readonly string[] {
    return this.addresses.get(service) ?? [];
  }

  /** How many watch the service. */
  watching(service: string): number {
    return this.watchers.get(service)?.size ?? 0;
  }

  watch(service: string, onChange: (addresses: readonly string[]) => void): () => void {
    const watchers = this.watchers.get(service) ?? new Set();
    this.watchers.set(service, watchers.add(onChange));
    onChange(this.get(service));
    return () => void watchers.delete(onChange);
  }
}
