/** Line breaks and blanks inside a cell of a published table mean nothing: only the other characters are compared. */
export const isSameText = (one: string | null, other: string | null): boolean => bare(one) === bare(other);

export const bare = (text: string | null): string | null => text && text.replace(/\s+/gu, '');
