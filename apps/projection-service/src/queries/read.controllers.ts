import { answer, CurrentCaller, Input, ProblemError, Route, type Caller, type InputOf } from '@budget/adapters/nest-platform';
import { parseLocalDate } from '@budget/kernel';
import { Controller, Inject } from '@nestjs/common';
import { AlertsQueryHandler } from './alerts.query';
import { AuditTrailQueryHandler } from './audit-trail.query';
import { BoardQueryHandler } from './board.query';
import { DifferencesQueryHandler } from './differences.query';
import { LedgerQueryHandler } from './ledger.query';
import { MilestoneChecksQueryHandler } from './milestone-checks.query';
import { ProjectChangesQueryHandler } from './project-changes.query';
import { ProjectListQueryHandler } from './project-list.query';
import { ProjectQueryHandler } from './project.query';
import { ReadGate } from './read-gate';
import { SummaryQueryHandler } from './summary.query';

/** A row of another unit is answered like one that does not exist: its existence is not given away either. */
function found<Value>(value: Value | null, what: string): Value {
  if (value !== null) return value;
  throw new ProblemError({
    status: 404,
    code: 'not-found',
    detail: `${what}：没有找到，或不在您的单位范围内。请核对编号和年度（fiscalYear）。`,
  });
}

@Controller()
export class ProjectReadController {
  constructor(
    @Inject(ReadGate) private readonly gate: ReadGate,
    @Inject(ProjectListQueryHandler) private readonly projects: ProjectListQueryHandler,
    @Inject(ProjectQueryHandler) private readonly project: ProjectQueryHandler,
    @Inject(AuditTrailQueryHandler) private readonly trail: AuditTrailQueryHandler,
    @Inject(LedgerQueryHandler) private readonly ledger: LedgerQueryHandler,
    @Inject(ProjectChangesQueryHandler) private readonly changes: ProjectChangesQueryHandler,
    @Inject(DifferencesQueryHandler) private readonly differences: DifferencesQueryHandler,
  ) {}

  @Route('listProjects')
  async list(@Input() { query }: InputOf<'listProjects'>, @CurrentCaller() caller: Caller) {
    return this.projects.list(query, await this.gate.open(query, caller));
  }

  @Route('getProject')
  async find(@Input() { params, query }: InputOf<'getProject'>, @CurrentCaller() caller: Caller) {
    return answer(200, found(await this.project.find(params.code, await this.gate.open(query, caller)), `项目 ${params.code}`));
  }

  @Route('listProjectEvents')
  async events(@Input() { params, query }: InputOf<'listProjectEvents'>, @CurrentCaller() caller: Caller) {
    return found(await this.trail.list(params.code, query, await this.gate.open(query, caller)), `项目 ${params.code}`);
  }

  @Route('listBudgetChanges')
  async budgetChanges(@Input() { params, query }: InputOf<'listBudgetChanges'>, @CurrentCaller() caller: Caller) {
    return found(await this.changes.budget(params.code, await this.gate.open(query, caller)), `项目 ${params.code}`);
  }

  @Route('listPlanVersions')
  async planVersions(@Input() { params, query }: InputOf<'listPlanVersions'>, @CurrentCaller() caller: Caller) {
    return found(await this.changes.plans(params.code, await this.gate.open(query, caller)), `项目 ${params.code}`);
  }

  @Route('explainDifference')
  async explain(@Input() { query }: InputOf<'explainDifference'>, @CurrentCaller() caller: Caller) {
    return this.differences.explain(query, await this.gate.open(query, caller));
  }

  @Route('listDisbursements')
  async disbursements(@Input() { query }: InputOf<'listDisbursements'>, @CurrentCaller() caller: Caller) {
    return this.ledger.list(query, await this.gate.open(query, caller));
  }
}

@Controller()
export class MonitoringReadController {
  constructor(
    @Inject(ReadGate) private readonly gate: ReadGate,
    @Inject(SummaryQueryHandler) private readonly summary: SummaryQueryHandler,
    @Inject(BoardQueryHandler) private readonly board: BoardQueryHandler,
    @Inject(MilestoneChecksQueryHandler) private readonly checks: MilestoneChecksQueryHandler,
    @Inject(AlertsQueryHandler) private readonly alerts: AlertsQueryHandler,
  ) {}

  @Route('getSummary')
  async readSummary(@Input() { query }: InputOf<'getSummary'>, @CurrentCaller() caller: Caller) {
    return this.summary.read(query, await this.gate.open(query, caller));
  }

  @Route('getBoard')
  async readBoard(@Input() { params, query }: InputOf<'getBoard'>, @CurrentCaller() caller: Caller) {
    return this.board.list(parseLocalDate(params.date), query, await this.gate.open(query, caller));
  }

  @Route('listMilestoneChecks')
  async listChecks(@Input() { query }: InputOf<'listMilestoneChecks'>, @CurrentCaller() caller: Caller) {
    return this.checks.list(query, await this.gate.open(query, caller));
  }

  @Route('listAlerts')
  async listAlerts(@Input() { query }: InputOf<'listAlerts'>, @CurrentCaller() caller: Caller) {
    return this.alerts.list(query, await this.gate.open(query, caller));
  }

  @Route('getAlert')
  async findAlert(@Input() { params, query }: InputOf<'getAlert'>, @CurrentCaller() caller: Caller) {
    return answer(
      200,
      found(await this.alerts.find(params.id, await this.gate.open(query, caller), query.fiscalYear), `预警 ${params.id}`),
    );
  }
}
