/** Where the feed reports. Passing trouble is "warn". */
export type FeedLog = (entry: { readonly level: 'info' | 'warn' | 'error'; readonly message: string; readonly error?: unknown }) => void;
