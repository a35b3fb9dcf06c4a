/** The file is no performance-target document, or in a form that is not read; nothing was taken from it. `detail` is for people. */
export type UnreadableDocument = { readonly code: 'unreadable-document'; readonly detail: string };

export const unreadable = (detail: string): UnreadableDocument => ({ code: 'unreadable-document', detail });
