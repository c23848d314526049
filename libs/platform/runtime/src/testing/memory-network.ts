import { type MeshInstance } from '@hansom/platform-mesh';
import { grpcClientTransport, type Resolver } from '@hansom/platform-rpc';

import { type Membership, type Network } from '../installation/network.ts';

/** Services of one spec find each other at once, in memory. */
export class MemoryNetwork implements Network, Resolver {
  private readonly instances = new Set<MeshInstance>();
  private readonly watchers = new Set<() => void>();

  async join(...[, credentials]: Parameters<Network['join']>): Promise<Membership> {
    return {
      transport: grpcClientTransport({ resolver: this, credentials }),
      interceptors: [],
      register: (instance) => this.register(instance),
    };
  }

  async close(): Promise<void> {
    this.instances.clear();
  }

  watch(name: string, onChange: (addresses: readonly string[]) => void): () => void {
    const tell = (): void => onChange(this.addressesOf(name));
    this.watchers.add(tell);
    tell();
    return () => this.watchers.delete(tell);
  }

  private async register(instance: MeshInstance): Promise<() => Promise<void>> {
    this.instances.add(instance);
    this.tell();
    return async () => {
      if (this.instances.delete(instance)) this.tell();
    };
  }

  /** Of a service, or of one instance by its name: `<instance>.<service>`. */
  private addressesOf(name: string): string[] {
    return [...this.instances]
      .filter(({ service, instance }) => name === service || name === `${instance}.${service}`)
      .map(({ address }) => address);
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}
