import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { cassandraJars, jarsFolder, lackingForJars } from './jars.ts';

/** Notes each call, and fetches after a while. */
const MAVEN = `#!/bin/sh
echo called >> "$CALLS"
case "$FETCHES" in
  no) echo 'Downloading'; echo '[ERROR] Failed to execute goal: no route to host'; exit 1 ;;
esac
sleep 0.2; mkdir jars; echo jar > jars/cassandra-all.jar
`;

describe("Cassandra's jars", () => {
  let folder: string;
  let real: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-jars-'));
    writeFileSync(path.join(folder, 'mvn'), MAVEN);
    chmodSync(path.join(folder, 'mvn'), 0o755);
    real = process.env;
    process.env = {
      ...real,
      PATH: `${folder}:${real['PATH']}`,
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      CALLS: path.join(folder, 'calls'),
    };
  });

  afterEach(() => {
    process.env = real;
    rmSync(folder, { recursive: true });
  });

  const calls = () => readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');

  it('are fetched once, however many ask at once', async () => {
    const folders = await Promise.all([cassandraJars(), cassandraJars(), cassandraJars()]);

    expect(new Set(folders)).toEqual(new Set([jarsFolder()]));
    expect(calls()).toHaveLength(1);
    expect(readdirSync(jarsFolder())).toEqual(['cassandra-all.jar']);
    expect(readdirSync(path.dirname(jarsFolder()))).toEqual([path.basename(jarsFolder())]);
  });

  it('are not there when they cannot be fetched, for a reason of one line', async () => {
    process.env['FETCHES'] = 'no';

    await expect(cassandraJars()).rejects.toThrow(
      'Maven cannot fetch Cassandra 5.0.8: Failed to execute goal: no route to host',
    );
    expect(readdirSync(path.dirname(jarsFolder()))).toEqual([]);
  });

  it('need Maven, unless they are there already', async () => {
    const withMaven = lackingForJars();
    await cassandraJars();
    process.env['PATH'] = folder;
    rmSync(path.join(folder, 'mvn'));
    const there = lackingForJars();
    rmSync(jarsFolder(), { recursive: true });

    expect([withMaven, there]).toEqual([undefined, undefined]);
    expect(lackingForJars()).toContain('there is no `mvn`: `apt-get install maven`');
    await expect(cassandraJars()).rejects.toThrow('there is no `mvn`: `apt-get install maven`');
  });
});
