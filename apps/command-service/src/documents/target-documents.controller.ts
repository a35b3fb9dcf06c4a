import {
  agreedFiscalYear,
  answer,
  CommandMetadata,
  Input,
  ProblemError,
  Route,
  UploadedDocument,
  type InputOf,
  type UploadOf,
} from '@budget/adapters/nest-platform';
import { assertNever } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ImportTargetDocumentMessage, type ImportRefusal } from './import-target-document.message';

@Controller()
export class TargetDocumentsController {
  constructor(@Inject(CommandBus) private readonly commandBus: CommandBus) {}

  @Route('importTargetDocument')
  async import(
    @Input() { query }: InputOf<'importTargetDocument'>,
    @UploadedDocument() { fileName, bytes, fields }: UploadOf<'importTargetDocument'>,
    @CommandMetadata() metadata: EventMetadata,
  ) {
    const { dryRun, acceptValid } = fields;
    const fiscalYear = agreedFiscalYear(query.fiscalYear, fields.fiscalYear);
    const outcome = await this.commandBus.execute(
      new ImportTargetDocumentMessage({ fileName, bytes, fiscalYear, dryRun, acceptValid }, metadata),
    );
    if (!outcome.ok) throw asProblem(outcome.failure);
    return answer(dryRun ? 200 : 201, outcome.value);
  }
}

function asProblem(refusal: ImportRefusal): ProblemError {
  switch (refusal.kind) {
    case 'unreadable-document':
      return new ProblemError({ status: 422, code: refusal.kind, detail: refusal.detail });
    case 'fiscal-year-unknown':
      return new ProblemError({
        status: 422,
        code: refusal.kind,
        detail: '年度：文件中没有写明预算年度。请在 fiscalYear 字段填写年度（如 2025）后重新导入。',
        errors: [{ path: 'body.fiscalYear', code: refusal.kind, message: '请填写预算年度' }],
      });
    case 'document-has-errors': {
      const rejected = refusal.answer.projects.filter(({ outcome }) => outcome === 'rejected');
      return new ProblemError({
        status: 422,
        code: refusal.kind,
        detail: `文件中有 ${rejected.length} 个项目存在结构性错误，没有写入任何内容。请按 findings 中 severity 为 error 的条目核对原文；如只导入其余项目，请带 acceptValid=true 重新提交。`,
        errors: rejected.flatMap(({ projectCode, findings }) =>
          findings
            .filter(({ severity }) => severity === 'error')
            .map(({ field, code, message }) => ({ path: `projects[${projectCode ?? '?'}].${field}`, code, message })),
        ),
        extra: { ...refusal.answer },
      });
    }
    case 'concurrent-update':
      return new ProblemError({
        status: 503,
        code: refusal.kind,
        detail: '文件中的项目正被其他人同时修改，本次没有写入。请稍后重新导入。',
      });
    default:
      return assertNever(refusal);
  }
}
