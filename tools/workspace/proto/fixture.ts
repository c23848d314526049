import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ROOT } from '../root.mjs';

export const LAMP = 'proto/hansom/street_lamp/v1/street_lamp.proto';

export const EVENTS = 'proto/hansom/street_lamp/v1/events.proto';

/** A workspace in a temporary folder: our settings and shared contracts, and one service's contract. */
export class Workspace {
  readonly root = mkdtempSync(join(tmpdir(), 'hansom-proto-spec-'));

  constructor() {
    for (const path of ['buf.yaml', 'buf.gen.yaml', 'proto/hansom/options', 'proto/hansom/common']) {
      cpSync(join(ROOT, path), join(this.root, path), { recursive: true });
    }
    this.write(LAMP, lamp('string id = 1;'));
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  git(...args: string[]): void {
    const identity = [
      '-c',
      'user.name=spec',
      '-c',
      'user.email=spec@example.org',
      '-c',
      'commit.gpgsign=false',
    ];
    const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: this.root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }

  /** Commits everything, as the first commit on `main` if there is none. */
  commit(): void {
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'a commit');
  }

  /** Back to the last commit. */
  reset(): void {
    this.git('reset', '--quiet', '--hard');
    this.git('clean', '--quiet', '--force', '-d');
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** A contract with one message, whose fields these are; comments are added. */
export function lamp(...fields: string[]): string {
  const lines = fields.map((field) => `  // A field.\n  ${field}\n`).join('');
  const imports = 'import "google/protobuf/timestamp.proto";\nimport "hansom/common/v1/geo.proto";\n';
  const used =
    '  // Where.\n  hansom.common.v1.LatLng at = 98;\n  // Since when.\n  google.protobuf.Timestamp lit_at = 99;\n';
  return `syntax = "proto3";\n\npackage hansom.street_lamp.v1;\n\n${imports}\n// A lamp.\nmessage Lamp {\n${lines}${used}}\n`;
}

/** Two events and a part of them, whose comments say this. */
export function events(...comments: [lit: string, putOut: string, part: string]): string {
  const names = ['LampLit', 'LampPutOut', 'LampHour'];
  const messages = names.map((name, index) => `// A message: ${comments[index]}.\nmessage ${name} {}\n`);
  return `syntax = "proto3";\n\npackage hansom.street_lamp.v1;\n\n${messages.join('\n')}`;
}
