import { createHash } from 'node:crypto';
import { eventIdFor } from '@budget/adapters/nest-platform';
import type { TargetDocumentAnswer } from '@budget/contracts';
import { targetDocumentId, targetDocumentStream, type TargetDocumentImported } from '@budget/domain/documents';
import { projectBudgetStream, unknownProject } from '@budget/domain/project-budget';
import { fail, Money, ok, parseInstant, type AmountText, type Result } from '@budget/kernel';
import { CLOCK, type Append, type Clock, type EventMetadata } from '@budget/ports';
import { readTargetDocument, type ParsedTargetDocument } from '@budget/target-documents';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ProjectBudgets } from '../budget/project-budgets';
import { FiscalYears } from '../guards/fiscal-years';
import { DocumentFiles } from './document-files';
import { ImportTargetDocumentMessage, type ImportRefusal, type ImportRequest } from './import-target-document.message';
import { budgetView, importProject, type ImportedProject } from './imported-project';

const ATTEMPTS = 4;

type Source = {
  readonly document: ParsedTargetDocument;
  readonly fiscalYear: number;
  readonly sha256: string;
  readonly documentId: string;
};
type Planned = { readonly project: ImportedProject; readonly expected: bigint | 'no-stream' };

/** The whole document in one commit: every project and the fact of the import, or nothing. */
@CommandHandler(ImportTargetDocumentMessage)
export class ImportTargetDocumentHandler implements ICommandHandler<ImportTargetDocumentMessage> {
  constructor(
    @Inject(ProjectBudgets) private readonly budgets: ProjectBudgets,
    @Inject(DocumentFiles) private readonly files: DocumentFiles,
    @Inject(FiscalYears) private readonly years: FiscalYears,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ request, metadata, recordedAt }: ImportTargetDocumentMessage): Promise<Result<TargetDocumentAnswer, ImportRefusal>> {
    const read = readTargetDocument(
      request.bytes,
      request.fileName,
      request.fiscalYear === undefined ? {} : { fiscalYear: request.fiscalYear },
    );
    if (!read.ok) return fail({ kind: 'unreadable-document', detail: read.failure.detail });
    const fiscalYear = request.fiscalYear ?? read.value.fiscalYear;
    if (fiscalYear === null) return fail({ kind: 'fiscal-year-unknown' });

    const sha256 = createHash('sha256').update(request.bytes).digest('hex');
    const source = { document: read.value, fiscalYear, sha256, documentId: targetDocumentId(fiscalYear, sha256) };

    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const planned = await this.plan(source);
      const answer = answerOf(request, source, planned);
      if (request.dryRun) return ok(answer);
      if (!request.acceptValid && planned.some(({ project }) => project.view.outcome === 'rejected')) {
        return fail({ kind: 'document-has-errors', answer });
      }
      const appends = appendsOf(request, source, planned, metadata);
      if (appends.length === 0) return ok(answer);

      await this.files.keep({ sha256, fileName: request.fileName, content: request.bytes, at: recordedAt ?? this.clock.now() });
      const appended = await this.budgets.store.appendMany(appends, {
        metadata,
        ...(recordedAt === undefined ? {} : { recordedAt: parseInstant(recordedAt) }),
      });
      if (!appended.ok) continue;

      this.years.noteRegistered(fiscalYear);
      const position = appended.value.reduce((latest, place) => (place.position > latest ? place.position : latest), 0n);
      return ok({ ...answer, position: String(position) });
    }
    return fail({ kind: 'concurrent-update' });
  }

  private async plan({ document, fiscalYear, documentId }: Source): Promise<readonly Planned[]> {
    return Promise.all(
      document.projects.map(async (project): Promise<Planned> => {
        const known =
          project.projectCode === null
            ? { state: unknownProject, version: null }
            : await this.budgets.current({ projectCode: project.projectCode, fiscalYear });
        return {
          project: importProject(project, known.state, { fiscalYear, region: document.region, documentId }),
          expected: known.version ?? 'no-stream',
        };
      }),
    );
  }
}

/** Nothing at all when every project is unchanged: the same file twice leaves no trace. */
function appendsOf(
  request: ImportRequest,
  { document, fiscalYear, sha256, documentId }: Source,
  planned: readonly Planned[],
  metadata: EventMetadata,
): Append[] {
  const projects = planned.flatMap(({ project: { code, events }, expected }): Append[] => {
    if (code === null || events.length === 0) return [];
    const stream = projectBudgetStream({ projectCode: code, fiscalYear });
    const place = `${metadata.commandId}/${stream}@${expected}`;
    return [{ stream, expected, events: events.map((event, index) => ({ ...event, id: eventIdFor(place, index) })) }];
  });
  if (projects.length === 0) return [];

  const codes = (isTaken: boolean) =>
    planned.flatMap(({ project: { code, view } }) => ((view.outcome === 'rejected') === isTaken || code === null ? [] : [code]));
  const imported: TargetDocumentImported = {
    type: 'TargetDocumentImported',
    schemaVersion: 1,
    data: {
      documentId,
      sha256,
      fileName: request.fileName,
      size: request.bytes.length,
      fiscalYear,
      region: document.region,
      projectCodes: codes(true),
      rejected: codes(false),
    },
  };
  const stream = targetDocumentStream(documentId);
  return [...projects, { stream, expected: 'any', events: [{ ...imported, id: eventIdFor(`${metadata.commandId}/${stream}`, 0) }] }];
}

function answerOf(
  request: ImportRequest,
  { document, fiscalYear, sha256, documentId }: Source,
  planned: readonly Planned[],
): TargetDocumentAnswer {
  const projects = planned.map(({ project }) => project.view);
  const budgetOf = (of: TargetDocumentAnswer['projects']) => {
    const sum = (source: 'fiscal' | 'other' | 'carriedOver'): AmountText =>
      Money.sum(of.flatMap(({ budget }) => (budget === null ? [] : [Money.parse(budget[source])]))).toText();
    return budgetView({ fiscal: sum('fiscal'), other: sum('other'), carriedOver: sum('carriedOver') });
  };
  return {
    documentId,
    sha256,
    fileName: request.fileName,
    fiscalYear,
    region: document.region,
    dryRun: request.dryRun,
    totals: { projects: projects.length, budget: budgetOf(projects) },
    units: document.units.map(({ code, name }) => {
      const own = projects.filter(({ unitCode }) => unitCode === code);
      return { code, name, projects: own.length, budget: budgetOf(own) };
    }),
    projects,
    findings: document.findings.map((finding) => ({ ...finding, evidence: finding.evidence.map((evidence) => ({ ...evidence })) })),
    notUnderstood: document.notUnderstood.map(({ place, text, message }) => ({ place: { ...place }, text, message })),
    position: null,
  };
}
