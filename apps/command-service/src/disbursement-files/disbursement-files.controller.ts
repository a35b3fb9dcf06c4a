import {
  answer,
  CommandMetadata,
  CurrentCaller,
  Input,
  ProblemError,
  Route,
  UploadedDocument,
  type Caller,
  type InputOf,
  type UploadOf,
} from '@budget/adapters/nest-platform';
import { assertNever } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FileRefusal } from './file-outcome';
import { ImportDisbursementFileMessage } from './import-disbursement-file.message';

@Controller()
export class DisbursementFilesController {
  constructor(@Inject(CommandBus) private readonly commandBus: CommandBus) {}

  @Route('importDisbursementFile')
  async import(
    @Input() { query }: InputOf<'importDisbursementFile'>,
    @UploadedDocument() { fileName, bytes, fields }: UploadOf<'importDisbursementFile'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
  ) {
    const { controlTotal, rowCount, dryRun, source = null, mapping } = fields;
    const { fiscalYear } = query;
    const request = { fiscalYear, fileName, bytes, controlTotal: controlTotal, rowCount, dryRun, source, mapping };
    const outcome = await this.commandBus.execute(new ImportDisbursementFileMessage(request, scope, metadata));
    if (!outcome.ok) throw asProblem(outcome.failure);
    return answer(dryRun || outcome.value.recorded === 0 ? 200 : 201, outcome.value);
  }
}

function asProblem(refusal: FileRefusal): ProblemError {
  switch (refusal.kind) {
    case 'unreadable-file':
      return new ProblemError({ status: refusal.tooLarge ? 413 : 422, code: refusal.code, detail: refusal.detail });
    case 'file-rejected': {
      const { errors, hidden, counts } = refusal;
      const more = hidden > 0 ? `，另有 ${hidden} 处未列出 / and ${hidden} more not listed` : '';
      return new ProblemError({
        status: 422,
        code: refusal.kind,
        detail:
          `文件有 ${errors.length + hidden} 处错误，没有写入任何内容。请按所列行、列修改后整份重新导入${more}。 / ` +
          `${errors.length + hidden} errors: nothing was written. Mend the rows and columns listed and import the whole file again.`,
        errors: errors.map((error) => ({ path: error.row === null ? 'file' : `file.rows[${error.row}]`, ...error })),
        extra: { rows: counts.rows, total: counts.total },
      });
    }
    case 'concurrent-update':
      return new ProblemError({
        status: 503,
        code: refusal.kind,
        detail:
          '文件中的项目正被其他人同时登记，本次没有写入。请稍后重新导入。 / Projects of the file are being written by others; nothing was written. Import again shortly.',
      });
    default:
      return assertNever(refusal);
  }
}
