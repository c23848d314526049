/** The text of a migration: bundles and specs are told to give it. */
declare module '*.cql' {
  const text: string;
  // eslint-disable-next-line no-restricted-exports -- how loaders of text give it
  export default text;
}
