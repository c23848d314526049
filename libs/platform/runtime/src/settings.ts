import { isIP } from 'node:net';

import { z } from '@hansom/platform-config';

/** The settings that every service has: `HANSOM_DATA`, `HANSOM_LOG_LEVEL`, ... A service's own come on top. */
export const platformSettings = z.object({
  data: z
    .string()
    .min(1)
    .default('.hansom')
    .describe('folder of data, run files and logs of a development installation'),
  configFolder: z.string().min(1).default('deploy/config').describe('folder of the configuration layers'),
  env: z
    .string()
    .min(1)
    .default('dev')
    .describe('name of the deployment, as in `<env>.json` of the configuration'),
  region: z.string().min(1).default('local').describe('region this instance runs in'),
  store: z
    .enum(['embedded', 'memory', 'cassandra'])
    .default('embedded')
    .describe('store engine; `memory` forgets everything at the end'),
  cassandra: z
    .array(z.string().regex(/^(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/))
    .min(1)
    .default(['127.0.0.1:9042'])
    .describe('`host:port` of some nodes of Cassandra, in the data centre of this region'),
  cassandraDataCenter: z
    .string()
    .min(1)
    .optional()
    .describe('name of that data centre; without it that of the first node that answers'),
  cassandraUser: z.string().min(1).optional().describe('who this process is for Cassandra'),
  cassandraPassword: z.string().min(1).optional().describe('the password of that user'),
  cassandraCa: z
    .string()
    .min(1)
    .optional()
    .describe('PEM file of the authorities that Cassandra is believed by; without it nothing is encrypted'),
  cassandraCert: z
    .string()
    .min(1)
    .optional()
    .describe('PEM file of the certificate that is shown to Cassandra'),
  cassandraKey: z.string().min(1).optional().describe('PEM file of its key'),
  cassandraReplication: z
    .array(z.string().regex(/^[\w-]+=[1-9]\d?$/))
    .default([])
    .describe(
      '`data centre=copies` for keyspaces that are made; for the others as many as there are nodes, at most 3',
    ),
  cassandraKeyspaces: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,15}$/)
    .default('hansom_')
    .describe('what names of keyspaces begin with'),
  cassandraMigrations: z
    .enum(['apply', 'check'])
    .default('apply')
    .describe('whether a service that starts applies what its schema lacks, or refuses to start'),
  redis: z
    .string()
    .regex(/^rediss?:\/\/[^\s]+$/, 'must begin with redis:// or rediss://')
    .optional()
    .describe(
      'Redis for events between processes and shared rate limits, as in `rediss://user:password@host:6379/0`; without it each process is by itself',
    ),
  redisPrefix: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .max(64)
    .default('hansom')
    .describe('what the keys of this installation in Redis begin with'),
  redisCa: z
    .string()
    .min(1)
    .optional()
    .describe('PEM file of the authorities that are believed for `rediss://`; without it those of Node'),
  clock: z
    .enum(['wall', 'reserved'])
    .default('wall')
    .describe('domain time: the wall clock, or one that stands still while nothing runs'),
  speed: z
    .number()
    .positive()
    .max(1000)
    .default(1)
    .describe('domain seconds in a real one; other than 1 only with the reserved clock'),
  clockMapping: z
    .string()
    .regex(/^\d+@\d+$/)
    .optional()
    .describe('`<domain ms>@<machine ms>`: one reserved clock for all processes; `./hansom up` gives it'),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('address to listen on; nothing listens beyond loopback unless told to'),
  trustedProxies: z
    .array(z.string().refine(isNetwork, 'must be an address, or a network as in 10.0.0.0/8'))
    .default([])
    .describe(
      'addresses and networks of the proxies in front of gateways: whom they name in `X-Forwarded-For` is who asks',
    ),
  advertise: z
    .string()
    .min(1)
    .optional()
    .describe(
      "address that others call it by; without it where it listens, or this machine's if that is everywhere",
    ),
  tlsCa: z
    .string()
    .min(1)
    .optional()
    .describe(
      'PEM file of the authorities that are believed; without the three TLS files the development CA of `data`',
    ),
  trustDomain: z
    .string()
    .min(1)
    .default('hansom.local')
    .describe('whose certificates count, as in `spiffe://<domain>/service/<name>`'),
  tlsCert: z.string().min(1).optional().describe('PEM file of the certificate that this process shows'),
  tlsKey: z.string().min(1).optional().describe('PEM file of its key'),
  port: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe("port to listen on; 0: any free one; without it the service's own, or any"),
  traffic: z
    .array(z.string().regex(/^(\[[0-9a-f:]+\]|[0-9.]+):\d{1,5}$/))
    .min(1)
    .default(['127.0.0.1:9000'])
    .describe('`ip:port` of every replica of `traffic`'),
  zone: z
    .string()
    .min(1)
    .max(64)
    .default('local')
    .describe('zone this instance runs in: its calls go there first'),
  label: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('serve only calls that ask for this label, or for this instance'),
  healthPort: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('port of /livez, /readyz and /metrics; 0: any free one'),
  otlpUrl: z
    .url()
    .optional()
    .describe('where traces are sent, as in `http://127.0.0.1:4318/v1/traces`; without it none are recorded'),
  traceShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe('share of the traces that begin here and are kept'),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('lowest level that is logged'),
});

export type PlatformSettings = z.infer<typeof platformSettings>;

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
