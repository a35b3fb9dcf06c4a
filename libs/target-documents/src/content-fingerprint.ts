/**
 * What two imports of one text have in common: everything but spaces, TABs, line breaks and invisible characters. Published
 * text that differs only there has not changed.
 */
export const contentFingerprint = (text: string): string => text.replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]/g, '');

export const sameContent = (one: string, other: string): boolean => contentFingerprint(one) === contentFingerprint(other);
