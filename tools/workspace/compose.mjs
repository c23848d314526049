// deploy/compose/compose.yaml, from the list of apps: `node tools/workspace/compose.mjs` writes it, a spec holds it against this.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { imageOf } from './image.mjs';
import projects from './projects.cjs';
import { ROOT } from './root.mjs';
import { runIfMain } from './script.mjs';

export const COMPOSE = 'deploy/compose/compose.yaml';

/** Where `traffic` is: all others are told its address, which is one of numbers. */
const TRAFFIC = '172.30.0.10';

/** What is called from outside, and where. */
const PORTS = { console: 8000, 'customer-api': 8080, 'driver-api': 8081, realtime: 8082 };

/** Those that drive on the roads of cities, and what tells them where those are. */
const ROADS = { console: 'HANSOM_ROADS', eta: 'HANSOM_ROADS', robots: 'HANSOM_ROBOTS_ROADS' };

/** The names of the services that run in containers. */
export function services() {
  return projects
    .map(({ root }) => root)
    .filter((root) => root.startsWith('apps/') && !basename(root).startsWith('sample-'))
    .map((root) => basename(root));
}

/** The whole file. */
export function composeFile() {
  return [HEAD, ...services().map(serviceText), CLI, TAIL].join('\n');
}

const HEAD = `# Made by tools/workspace/compose.mjs. All of Hansom in containers, with its stores:
#   npx nx run-many -t image && docker compose -f ${COMPOSE} up
# The streets come from .hansom/roads, which \`./hansom start eta --until-ready\` makes. The CLI is \`run --rm hansom\`.
name: hansom

x-service: &service
  restart: unless-stopped
  read_only: true
  tmpfs: [/tmp]
  cap_drop: [ALL]
  security_opt: ['no-new-privileges:true']
  networks: [hansom]
  volumes: [data:/data]
  stop_grace_period: 20s
  depends_on: &stores
    cassandra: { condition: service_healthy }
    redis: { condition: service_healthy }

x-environment: &environment
  HANSOM_TRAFFIC: ${TRAFFIC}:9000
  HANSOM_STORE: cassandra
  HANSOM_CASSANDRA: cassandra:9042
  HANSOM_REDIS: redis://redis:6379

services:
  cassandra:
    image: cassandra:5.0
    environment: { MAX_HEAP_SIZE: 512M, HEAP_NEWSIZE: 128M, CASSANDRA_DC: dc1, CASSANDRA_ENDPOINT_SNITCH: GossipingPropertyFileSnitch }
    networks: [hansom]
    volumes: [cassandra:/var/lib/cassandra]
    healthcheck: { test: [CMD, cqlsh, -e, SELECT key FROM system.local], interval: 5s, timeout: 10s, retries: 30 }
  redis:
    image: redis:7
    command: [redis-server, --save, '', --appendonly, 'no', --protected-mode, 'no']
    networks: [hansom]
    healthcheck: { test: [CMD, redis-cli, ping], interval: 2s, timeout: 2s, retries: 30 }`;

const CLI = `  hansom: # docker compose -f ${COMPOSE} run --rm hansom status
    <<: *service
    image: ${imageOf('tools/hansom')}
    profiles: [cli]
    restart: 'no'
    environment: { <<: *environment }
    depends_on: { traffic: { condition: service_healthy } }`;

const TAIL = `
networks:
  hansom:
    ipam:
      config: [{ subnet: 172.30.0.0/16 }]

volumes:
  data:
  cassandra:
`;

/** @param {string} name */
function serviceText(name) {
  const port = PORTS[/** @type {keyof typeof PORTS} */ (name)];
  const roads = ROADS[/** @type {keyof typeof ROADS} */ (name)];
  const environment = [
    '<<: *environment',
    ...(roads ? [`${roads}: /roads`] : []),
    ...(name === 'robots' ? ROBOTS : []),
  ];
  return [
    `  ${name}:`,
    '    <<: *service',
    `    image: ${imageOf(name)}`,
    `    environment: { ${environment.join(', ')} }`,
    ...(name === 'traffic' ? ALL_WAIT_FOR : [AFTER_TRAFFIC]),
    ...(port ? [`    ports: ['127.0.0.1:${port}:${port}']`] : []),
    ...(roads ? ["    volumes: ['data:/data', '../../.hansom/roads:/roads:ro']"] : []),
  ].join('\n');
}

const ALL_WAIT_FOR = [
  `    networks: { hansom: { ipv4_address: ${TRAFFIC} } }`,
  '    healthcheck: { interval: 3s }',
];

const AFTER_TRAFFIC = '    depends_on: { <<: *stores, traffic: { condition: service_healthy } }';

const ROBOTS = [
  'HANSOM_ROBOTS_RIDER_API: http://customer-api:8080',
  'HANSOM_ROBOTS_DRIVER_API: http://driver-api:8081',
  'HANSOM_ROBOTS_SOCKET: ws://realtime:8082/v1/socket',
];

void runIfMain(import.meta.url, async () => {
  mkdirSync(dirname(join(ROOT, COMPOSE)), { recursive: true });
  writeFileSync(join(ROOT, COMPOSE), composeFile());
});
