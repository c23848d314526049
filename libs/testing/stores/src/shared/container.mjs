import { GenericContainer, Wait } from 'testcontainers';

/** An image may have to be pulled, on a slow line. */
const PATIENCE_MS = 300_000;

/**
 * `node container.mjs <plan>`: starts a container, and prints its id and address. It stays: without the reaper of testcontainers, whose image may not be to be had,
 * and which ends what its first user started.
 *
 * @param {import('./start-container.ts').ContainerPlan} plan
 */
async function start({ image, port, env, command, ready }) {
  const container = await new GenericContainer(image)
    .withAutoCleanup(false)
    .withEnvironment(env)
    .withCommand([...command])
    .withExposedPorts(port)
    .withWaitStrategy(Wait.forLogMessage(new RegExp(ready)))
    .withStartupTimeout(PATIENCE_MS)
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(port)}`;
  process.stdout.write(JSON.stringify({ id: container.getId(), address }));
}

start(JSON.parse(process.argv[2] ?? '{}')).catch((error) => {
  process.stderr.write(String(error.message).split('\n')[0]);
  process.exitCode = 1;
});
