import { PG_POOL } from '@budget/adapters/nest-platform';
import type { WhatIfBody, WhatIfView } from '@budget/contracts';
import type { Alert } from '@budget/domain/alerts';
import { milestonePolicyV1, type Judgement, type MilestonePolicy } from '@budget/domain/milestones';
import { brokenPlanRule, plannedSteps, type RegisteredProject } from '@budget/domain/project-budget';
import { fail, localDateAt, Money, ok, parseLocalDate, yearOf, type LocalDate, type PercentText, type Result } from '@budget/kernel';
import { CLOCK, type Clock, type Transaction } from '@budget/ports';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { AlertingCore } from '../alerting-core';
import { inParallel } from '../in-parallel';
import { projectsOfYear } from '../judging/due-milestones';
import { alertAt, judgedCheckpoints } from './replay';
import { supposed, type Supposition, type World } from './supposed-project';
import { WhatIfMessage, type WhatIfRefused } from './what-if.message';

const MOST_PROJECTS = 5_000;
const WIDTH = 16;

/** Replays the projects twice, as they are and as they would be, and tells what differs. Reads events, writes nothing. */
@QueryHandler(WhatIfMessage)
export class WhatIfHandler implements IQueryHandler<WhatIfMessage> {
  constructor(
    @Inject(AlertingCore) private readonly core: AlertingCore,
    @Inject(PG_POOL) private readonly database: Transaction,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ asked, scope }: WhatIfMessage): Promise<Result<WhatIfView, WhatIfRefused>> {
    const today = localDateAt(this.clock.now());
    const asOf = asked.asOf === undefined ? today : parseLocalDate(asked.asOf);
    const suppositions = suppositionsOf(asked);
    const broken = brokenRule(asked, suppositions);
    if (broken) return fail(broken);

    const named = [...suppositions.keys()];
    const codes = asked.milestonePolicy ? await projectsOfYear(this.database, asked.fiscalYear) : named;
    if (codes.length > MOST_PROJECTS) return fail({ kind: 'too-many-projects', projects: codes.length, most: MOST_PROJECTS });

    const projects = new Map<string, RegisteredProject>();
    await inParallel([...new Set([...codes, ...named])], WIDTH, async (projectCode) => {
      const watched = await this.core.projects.current({ projectCode, fiscalYear: asked.fiscalYear });
      const unit = watched?.project.targets.unit.code;
      if (watched && unit !== undefined && (scope === 'all' || scope.includes(unit))) projects.set(projectCode, watched.project);
    });
    const missing = named.find((projectCode) => !projects.has(projectCode));
    if (missing !== undefined) return fail({ kind: 'project-unknown', projectCode: missing });

    const after = policyOf(asked);
    const changes = [...projects.values()]
      .filter(({ targets }) => asked.unitCode === undefined || targets.unit.code === asked.unitCode)
      .sort((one, other) => (one.projectCode < other.projectCode ? -1 : 1))
      .map((project) => {
        const world = { project: supposed(project, suppositions.get(project.projectCode) ?? NOTHING), policy: after };
        return changesOf({ project, policy: milestonePolicyV1 }, world, asOf, today);
      });
    return ok({
      asOf,
      projects: changes.length,
      milestones: changes.flatMap(({ milestones }) => milestones),
      alerts: { raised: changes.flatMap(({ raised }) => raised), resolved: changes.flatMap(({ resolved }) => resolved) },
    });
  }
}

const NOTHING: Supposition = { plan: null, payments: [] };

function suppositionsOf({ plans, payments }: WhatIfBody): ReadonlyMap<string, Supposition> {
  const supposedOf = new Map<string, Supposition>();
  const of = (projectCode: string): Supposition => supposedOf.get(projectCode) ?? NOTHING;
  for (const { projectCode, plan } of plans) supposedOf.set(projectCode, { ...of(projectCode), plan: plannedSteps(plan) });
  for (const { projectCode, amount, paidOn } of payments)
    supposedOf.set(projectCode, {
      ...of(projectCode),
      payments: [...of(projectCode).payments, { amount: Money.parse(amount), paidOn: parseLocalDate(paidOn) }],
    });
  return supposedOf;
}

function brokenRule({ fiscalYear, milestonePolicy }: WhatIfBody, suppositions: ReadonlyMap<string, Supposition>): WhatIfRefused | null {
  for (const [projectCode, { plan, payments }] of suppositions) {
    const reason = plan && brokenPlanRule(plan, fiscalYear);
    if (reason) return { kind: 'wrong-plan', projectCode, reason };
    const outside = payments.find(({ paidOn }) => yearOf(paidOn) !== fiscalYear);
    if (outside) return { kind: 'payment-outside-year', projectCode, paidOn: outside.paidOn, fiscalYear };
  }
  const edges = (milestonePolicy?.bands ?? []).map(({ atLeastPercent }) => Number(atLeastPercent));
  return edges.some((edge, index) => index > 0 && edge >= (edges[index - 1] ?? 0)) ? { kind: 'bands-not-falling' } : null;
}

const policyOf = ({ milestonePolicy }: WhatIfBody): MilestonePolicy =>
  milestonePolicy
    ? {
        version: milestonePolicyV1.version + 1,
        bands: milestonePolicy.bands.map(({ status, atLeastPercent }) => ({ status, atLeastPercent: atLeastPercent as PercentText })),
        otherwise: milestonePolicy.otherwise,
      }
    : milestonePolicyV1;

function changesOf(before: World, after: World, asOf: LocalDate, today: LocalDate) {
  const { projectCode, targets } = before.project;
  const of = { projectCode, projectName: targets.name };
  const [was, would] = [judgedCheckpoints(before, asOf, today), judgedCheckpoints(after, asOf, today)];
  const dates = [...new Set([...was.keys(), ...would.keys()])].sort();
  const milestones = dates.flatMap((date) => {
    const [one, other] = [shown(was.get(date)), shown(would.get(date))];
    return one?.status === other?.status && one?.ratio === other?.ratio ? [] : [{ ...of, date, before: one, after: other }];
  });
  const [alert, wouldBe] = [alertAt(before.project, asOf), alertAt(after.project, asOf)];
  const told = (open: Extract<Alert, { status: 'open' }>) => ({ ...of, rule: open.of.rule, severity: open.evidence.severity });
  return {
    milestones,
    raised: wouldBe.status === 'open' && alert.status !== 'open' ? [told(wouldBe)] : [],
    resolved: alert.status === 'open' && wouldBe.status !== 'open' ? [told(alert)] : [],
  };
}

const shown = (judgement: Judgement | undefined) => (judgement ? { status: judgement.status, ratio: judgement.ratio } : null);
