import { fieldsOf, type Kind, type SettingsSchema } from './settings-fields.ts';

/** One row of the table of settings in a README. */
export interface SettingRow {
  /** The variable: `HANSOM_DRAIN_MS`. */
  name: string;
  /** `text`, `number`, `integer`, `boolean`, `duration`, `a or b`, `list of text`. */
  type: string;
  /** What counts when it is not given: as the environment would write it, or `required`, or empty. */
  default: string;
  description: string;
}

/** What the settings are, for a table that a spec holds against its README (`readmeProblems` in ./testing). */
export function describeSettings(schema: SettingsSchema, prefix: string): SettingRow[] {
  return fieldsOf(schema, prefix).map(({ key, name, kind, description }) => ({
    name,
    type: typeOf(kind),
    default: defaultOf(schema, key),
    description,
  }));
}

/** The same as a Markdown table. */
export function settingsTable(rows: readonly SettingRow[]): string {
  const lines = rows.map(({ name, type, default: value, description }) => [
    `\`${name}\``,
    type,
    value === '' || value === 'required' ? value : `\`${value}\``,
    description,
  ]);
  return [['variable', 'type', 'default', 'what it does'], ['---', '---', '---', '---'], ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function typeOf(kind: Kind): string {
  if (typeof kind !== 'object') return kind;
  return 'listOf' in kind ? `list of ${typeOf(kind.listOf)}` : kind.oneOf.join(' or ');
}

function defaultOf(schema: SettingsSchema, key: string): string {
  const result = schema.pick({ [key]: true }).safeParse({});
  if (!result.success) return 'required';
  const value: unknown = Object.values(result.data)[0];
  return Array.isArray(value) ? value.join(',') : String(value ?? '');
}
