import {
  agreedFiscalYear,
  answer,
  CurrentCaller,
  Input,
  ProblemError,
  Route,
  UploadedDocument,
  type Caller,
  type InputOf,
  type UploadOf,
} from '@budget/adapters/nest-platform';
import { readStatement, UnreadableFile, type Statement, type StatementError } from '@budget/payment-files';
import { Controller, Inject } from '@nestjs/common';
import { ReadGate, type Reading } from './read-gate';
import { ReconciliationQueryHandler } from './reconciliation.query';

@Controller()
export class ReconciliationController {
  constructor(
    @Inject(ReadGate) private readonly gate: ReadGate,
    @Inject(ReconciliationQueryHandler) private readonly reconciliation: ReconciliationQueryHandler,
  ) {}

  @Route('reconcile')
  async reconcile(
    @Input() { query }: InputOf<'reconcile'>,
    @UploadedDocument() { fileName, bytes, fields }: UploadOf<'reconcile'>,
    @CurrentCaller() caller: Caller,
  ) {
    agreedFiscalYear(query.fiscalYear, fields.fiscalYear);
    const reading = await this.gate.open(fields, caller);
    const { lines, errors } = await readStatement({ bytes, fileName }).catch(asProblem);
    const foreign = foreignUnits({ lines, errors }, reading);
    if (errors.length > 0 || foreign.length > 0) throw rejected([...errors, ...foreign]);
    return answer(200, await this.reconciliation.compare(lines, reading));
  }
}

function foreignUnits({ lines }: Statement, { scope }: Reading): readonly Omit<StatementError, 'row'>[] {
  if (scope === 'all') return [];
  const units = [...new Set(lines.map(({ unitCode }) => unitCode))].filter((unitCode) => !scope.includes(unitCode));
  return units.map((unitCode) => ({
    column: '单位编码',
    code: 'unit-out-of-scope',
    message: `单位编码：${unitCode} 不在您的单位范围内，请只留本单位的行 / ${unitCode} is not of your units, keep rows of your own`,
  }));
}

function asProblem(error: unknown): never {
  if (!(error instanceof UnreadableFile)) throw error;
  throw new ProblemError({ status: error.code === 'file-too-large' ? 413 : 422, code: error.code, detail: error.message });
}

const rejected = (errors: readonly (Omit<StatementError, 'row'> & { readonly row?: number })[]): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'file-rejected',
    detail: `对账单有 ${errors.length} 处错误，没有比对。请按所列行、列修改后重新上传。 / ${errors.length} errors in the statement. Mend the rows and columns listed and send it again.`,
    errors: errors.map((error) => ({
      path: error.row === undefined ? 'file' : `file.rows[${error.row}]`,
      ...error,
      row: error.row ?? null,
    })),
  });
