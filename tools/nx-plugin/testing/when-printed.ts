import { type ChildProcess } from 'node:child_process';

/** Resolves when the process has printed the text on stdout. Rejects with all that it printed when it ends before. */
export async function whenPrinted(child: ChildProcess, text: string): Promise<void> {
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes(text)) return;
  }
  throw new Error(`ended before it printed ${JSON.stringify(text)}:\n${printed}`);
}
