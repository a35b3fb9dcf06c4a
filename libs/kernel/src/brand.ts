declare const brand: unique symbol;

/** A primitive that only a parser of this house may mint, so that text cannot pass for a date or an amount. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
