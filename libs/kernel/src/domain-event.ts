export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/**
 * A fact as it is stored. `data` is plain JSON (amounts and percentages are decimal text), so memory and disk hold the same value.
 * The schema version stands beside the type name, never in it.
 */
export type DomainEvent<Type extends string, SchemaVersion extends number, Data extends JsonObject> = {
  readonly type: Type;
  readonly schemaVersion: SchemaVersion;
  readonly data: Readonly<Data>;
};
