import type { AcknowledgeAlert, AlertRejection } from '@budget/domain/alerts';
import type { Result } from '@budget/kernel';
import type { ConcurrentUpdate, EventMetadata, VersionMismatch } from '@budget/ports';
import { Command } from '@nestjs/cqrs';

export type Acknowledged = { readonly status: 200 | 201; readonly version: bigint; readonly position: bigint };

/** `scope` and `fiscalYear` bound which alerts may be acknowledged; one outside them is answered like one that does not exist. */
export class AcknowledgeAlertMessage extends Command<Result<Acknowledged, AlertRejection | ConcurrentUpdate | VersionMismatch>> {
  constructor(
    readonly command: AcknowledgeAlert,
    readonly scope: 'all' | readonly string[],
    readonly metadata: EventMetadata,
    readonly ifVersion: bigint | undefined,
    readonly fiscalYear: number | undefined = undefined,
  ) {
    super();
  }
}
