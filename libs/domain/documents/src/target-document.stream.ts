/** The same file for the same year is the same document. */
export const targetDocumentId = (fiscalYear: number, sha256: string): string => `TD-${fiscalYear}-${sha256.slice(0, 16)}`;

export const targetDocumentStream = (documentId: string): string => `targetDocument-${documentId}`;
