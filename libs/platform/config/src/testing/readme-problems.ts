import { describeSettings, settingsTable } from '../describe-settings.ts';
import { type SettingsSchema } from '../settings-fields.ts';

/**
 * Where the table of settings in a README differs from the schema: rows that are missing, and rows of variables with the
 * prefix that are not true. Spaces do not count. A service's spec expects none.
 */
export function readmeProblems(readme: string, schema: SettingsSchema, prefix: string): string[] {
  const wanted = rowsOf(settingsTable(describeSettings(schema, prefix)), prefix);
  const found = rowsOf(readme, prefix);
  return [
    ...wanted.filter((row) => !found.includes(row)).map((row) => `missing: ${row}`),
    ...found.filter((row) => !wanted.includes(row)).map((row) => `not true: ${row}`),
  ];
}

function rowsOf(markdown: string, prefix: string): string[] {
  return markdown
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line.startsWith(`| \`${prefix}`));
}
