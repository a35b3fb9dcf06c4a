import type { EventHistory } from '@budget/kernel';
import type { DisbursementFileRecorded } from './disbursement-file.events';

export const disbursementFileHistory: EventHistory<DisbursementFileRecorded> = { DisbursementFileRecorded: { current: 1, steps: {} } };
