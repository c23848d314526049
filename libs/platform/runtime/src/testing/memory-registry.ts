import { type Resolver } from '@hansom/platform-rpc';

import { type Instance, type Registry } from '../installation/run-directory.ts';

/** Services of one spec find each other at once, in memory. */
export class MemoryRegistry implements Registry, Resolver {
  private readonly instances = new Set<Instance>();
  private readonly watchers = new Set<() => void>();

  async register(instance: Instance): Promise<() => Promise<void>> {
    this.instances.add(instance);
    this.tell();
    return async () => {
      if (this.instances.delete(instance)) this.tell();
    };
  }

  watch(service: string, onChange: (addresses: readonly string[]) => void): () => void {
    const tell = (): void => onChange(this.addressesOf(service));
    this.watchers.add(tell);
    tell();
    return () => this.watchers.delete(tell);
  }

  private addressesOf(service: string): string[] {
    return [...this.instances]
      .filter((instance) => instance.service === service)
      .map(({ address }) => address);
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}
