import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { copyWorkspace, type WorkspaceCopy } from '../testing/index.ts';

jest.setTimeout(120_000);

const PAGE = 'dist/apps/console/page';
const WEB = 'apps/console/web';
const HELLO = `document.title = ${JSON.stringify('hello '.repeat(400))};`;

describe("the console's page", () => {
  let workspace: WorkspaceCopy;

  beforeAll(() => {
    workspace = copyWorkspace();
    workspace.write(`${WEB}/src/main.tsx`, HELLO);
    build();
  });

  afterAll(() => workspace.remove());

  function build(): void {
    workspace.run(process.execPath, 'tools/workspace/page.mjs');
  }

  function at(file: string): string {
    return join(workspace.root, PAGE, file);
  }

  function scripts(): string[] {
    return readdirSync(at('assets')).filter((name) => name.endsWith('.js'));
  }

  it('is built with nothing inline, and compressed twins beside its files', () => {
    const html = readFileSync(at('index.html'), 'utf8');
    const [script = ''] = scripts();
    const text = readFileSync(at(`assets/${script}`));

    expect(html).toContain(`src="/assets/${script}"`);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    expect(script).toMatch(/-[\w-]{8}\.js$/);
    expect(brotliDecompressSync(readFileSync(at(`assets/${script}.br`))).equals(text)).toBe(true);
    expect(gunzipSync(readFileSync(at(`assets/${script}.gz`))).equals(text)).toBe(true);
  });

  it('is left alone while its sources are the same, specs apart', () => {
    const before = statSync(at('index.html')).mtimeMs;
    workspace.write(`${WEB}/src/main.spec.ts`, "it('passes', () => undefined);");

    build();

    expect(statSync(at('index.html')).mtimeMs).toBe(before);
  });

  it('is built anew when they changed, and what was is gone', () => {
    const [before = ''] = scripts();
    workspace.write(`${WEB}/src/main.tsx`, HELLO.replaceAll('hello', 'good-bye'));

    build();

    expect(scripts()).toHaveLength(1);
    expect(existsSync(at(`assets/${before}`))).toBe(false);
  });

  it('stays as it was when it cannot be built, and says why', () => {
    workspace.write(`${WEB}/src/main.tsx`, "import './nothing.ts';");

    expect(build).toThrow(/nothing\.ts/);
    expect(existsSync(at('index.html'))).toBe(true);
  });
});
