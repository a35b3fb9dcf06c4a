let position = 0n;

/** The latest event this browser tab wrote or heard of: reads wait for it, so that nobody misses their own entry. */
export const readingPosition = {
  reached(seen: string | null | undefined): void {
    if (typeof seen === 'string' && /^\d+$/.test(seen) && BigInt(seen) > position) position = BigInt(seen);
  },

  /** For the query of a read; undefined as long as nothing was written or heard. */
  minPosition(): string | undefined {
    return position === 0n ? undefined : position.toString();
  },

  /** After the store behind the dashboard was exchanged, its positions begin again. */
  forget(): void {
    position = 0n;
  },
};
