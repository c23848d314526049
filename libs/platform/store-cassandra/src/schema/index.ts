export { differenceOf, schemaAfter, type SchemaDifference, unionOf } from './compare-schemas.ts';
export { parseMigration, type ParsedStatement, type SchemaChange } from './parse-schema.ts';
export { createTable, letChurn } from './print-schema.ts';
export { type ColumnSchema, type Definition, schemaOf, type TableSchema } from './table-schema.ts';
