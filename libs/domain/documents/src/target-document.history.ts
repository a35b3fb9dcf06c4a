import type { EventHistory } from '@budget/kernel';
import type { TargetDocumentImported } from './target-document.events';

export const targetDocumentHistory: EventHistory<TargetDocumentImported> = { TargetDocumentImported: { current: 1, steps: {} } };
