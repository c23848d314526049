import { type Started } from './shared-server.ts';

/** Of a container, what is not the same for all. */
export interface ContainerPlan {
  readonly image: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** The line of its log by which it serves. */
  readonly ready: RegExp;
}

/** An image may have to be pulled, on a slow line. */
const PATIENCE_MS = 300_000;

/** Starts a container that ends when it is told to: without the reaper of testcontainers, whose image may not be to be had, and which ends what its first user started. */
export async function startContainer({ image, port, env, command, ready }: ContainerPlan): Promise<Started> {
  const { GenericContainer, Wait } = await import('testcontainers'); // half a second, of those alone who have Docker
  const container = await new GenericContainer(image)
    .withAutoCleanup(false)
    .withEnvironment({ ...env })
    .withCommand([...command])
    .withExposedPorts(port)
    .withWaitStrategy(Wait.forLogMessage(ready))
    .withStartupTimeout(PATIENCE_MS)
    .start();
  return {
    address: `${container.getHost()}:${container.getMappedPort(port)}`,
    lives: `[ "$(docker inspect -f '{{.State.Running}}' ${container.getId()} 2>/dev/null)" = true ]`,
    end: `docker rm -f -v ${container.getId()} >/dev/null 2>&1`,
  };
}
