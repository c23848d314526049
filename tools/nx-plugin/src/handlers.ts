import * as ts from 'typescript';

import { type RpcNames } from './names.ts';
import { Refusal } from './refusal.ts';

/** Adds a handler to what `compose` returns in a service.ts, and its import; one that is there stays as it is. */
export function addHandler(service: string, { rpc, handler, file }: RpcNames): string {
  const source = ts.createSourceFile('service.ts', service, ts.ScriptTarget.Latest, true);
  const handlers = handlersIn(source);
  if (!handlers)
    throw new Refusal('service.ts returns no `handlers: { ... }` from compose: add the handler by hand.');
  if (handlers.properties.some((property) => property.name?.getText(source) === handler)) return service;
  if (usesName(source, handler))
    throw new Refusal(`service.ts calls something else ${handler}: choose another name for ${rpc}.`);
  const last = handlers.properties.at(-1)?.getEnd() ?? handlers.getStart(source) + 1;
  const entry = `${handlers.properties.length > 0 ? ', ' : ' '}${handler}: ${handler}(ctx)`;
  const at = endOfImportsBefore(source, `./handlers/${file}.ts`);
  return [
    service.slice(0, at),
    `\nimport { ${handler} } from './handlers/${file}.ts';`,
    service.slice(at, last),
    entry,
    service.slice(last),
  ].join('');
}

/** The object literal of the property `handlers`, wherever in the file it stands. */
function handlersIn(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'handlers')
    return ts.isObjectLiteralExpression(node.initializer) ? node.initializer : undefined;
  return ts.forEachChild(node, handlersIn);
}

/** Whether a variable, parameter or import has the name; properties do not count. */
function usesName(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return !isProperty(node);
  return ts.forEachChild(node, (child) => usesName(child, name) || undefined) ?? false;
}

function isProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent)) && parent.name === node;
}

/** Packages come first, then files in the order of their paths. */
function endOfImportsBefore(source: ts.SourceFile, path: string): number {
  const before = source.statements.filter((statement) => {
    const imported = pathOf(statement);
    return imported !== undefined && (!imported.startsWith('.') || imported < path);
  });
  return before.at(-1)?.getEnd() ?? 0;
}

function pathOf(statement: ts.Statement): string | undefined {
  if (!ts.isImportDeclaration(statement)) return undefined;
  return ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
}
