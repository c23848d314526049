import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { cassandraJars, jarsFolder, lackingForJars } from './jars.ts';

/** Notes each call, and fetches after a while. */
const MAVEN = `#!/bin/sh
[ "$1" = --version ] && exit
echo called >> "$CALLS"
case "$FETCHES" in
  no) echo 'Downloading'; echo '[ERROR] Failed to execute goal: no route to host'; exit 1 ;;
esac
sleep 0.2; mkdir jars; echo jar > jars/cassandra-all.jar
`;

describe("Cassandra's jars", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-jars-'));
    writeFileSync(path.join(folder, 'mvn'), MAVEN);
    chmodSync(path.join(folder, 'mvn'), 0o755);
    env = {
      PATH: `${folder}:${process.env['PATH']}`,
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      CALLS: path.join(folder, 'calls'),
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const calls = () => readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');

  it('are fetched once, however many ask at once', async () => {
    const folders = await Promise.all([cassandraJars(env), cassandraJars(env), cassandraJars(env)]);

    expect(new Set(folders)).toEqual(new Set([jarsFolder(env)]));
    expect(calls()).toHaveLength(1);
    expect(readdirSync(jarsFolder(env))).toEqual(['cassandra-all.jar']);
    expect(readdirSync(path.dirname(jarsFolder(env)))).toEqual([path.basename(jarsFolder(env))]);
  });

  it('are not there when they cannot be fetched, for a reason of one line', async () => {
    env['FETCHES'] = 'no';

    await expect(cassandraJars(env)).rejects.toThrow(
      'Maven cannot fetch Cassandra 5.0.8: Failed to execute goal: no route to host',
    );
    expect(readdirSync(path.dirname(jarsFolder(env)))).toEqual([]);
  });

  it('need Maven, unless they are there already', async () => {
    const withMaven = lackingForJars(env);
    await cassandraJars(env);
    env['PATH'] = folder;
    rmSync(path.join(folder, 'mvn'));
    const there = lackingForJars(env);
    rmSync(jarsFolder(env), { recursive: true });

    expect([withMaven, there]).toEqual([undefined, undefined]);
    expect(lackingForJars(env)).toContain('there is no `mvn`: `apt-get install maven`');
    await expect(cassandraJars(env)).rejects.toThrow('there is no `mvn`: `apt-get install maven`');
  });
});
