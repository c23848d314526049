import * as ts from 'typescript';

import type { RpcNames } from './names.ts';
import { Refusal } from './refusal.ts';

/** Adds a handler to what `compose` returns in a service.ts, and its import; one that is there stays as it is. */
export function addHandler(service: string, { handler, file }: RpcNames): string {
  const source = ts.createSourceFile('service.ts', service, ts.ScriptTarget.Latest, true);
  const handlers = handlersIn(source);
  if (!handlers)
    throw new Refusal('service.ts returns no `handlers: { ... }` from compose: add the handler by hand.');
  const names = handlers.properties.map((property) => property.name?.getText(source));
  if (names.includes(handler)) return service;
  const last = handlers.properties.at(-1)?.getEnd() ?? handlers.getStart(source) + 1;
  const entry = `${handlers.properties.length > 0 ? ', ' : ' '}${handler}: ${handler}(ctx)`;
  const withHandler = service.slice(0, last) + entry + service.slice(last);
  return withImport(withHandler, source, `import { ${handler} } from './handlers/${file}.ts';\n`);
}

/** After the last import of a handler that sorts before it, or after all imports. */
function withImport(text: string, source: ts.SourceFile, line: string): string {
  const imports = source.statements.filter(ts.isImportDeclaration);
  const before = imports.filter(
    (statement) => pathOf(statement) < pathIn(line) || !pathOf(statement).startsWith('.'),
  );
  const at = before.at(-1)?.getEnd() ?? 0;
  return `${text.slice(0, at)}\n${line.trimEnd()}${text.slice(at)}`;
}

function pathOf(statement: ts.ImportDeclaration): string {
  return ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
}

function pathIn(line: string): string {
  return /'(.*)'/.exec(line)?.[1] ?? '';
}

/** The object literal of the property `handlers`, wherever in the file it stands. */
function handlersIn(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'handlers') {
    return ts.isObjectLiteralExpression(node.initializer) ? node.initializer : undefined;
  }
  return ts.forEachChild(node, handlersIn);
}
