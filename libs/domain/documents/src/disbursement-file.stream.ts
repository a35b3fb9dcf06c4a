/** The same bytes are the same file. */
export const disbursementFileId = (sha256: string): string => `DF-${sha256.slice(0, 16)}`;

export const disbursementFileStream = (fileId: string): string => `disbursementFile-${fileId}`;
