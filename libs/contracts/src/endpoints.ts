import { z } from 'zod';
import * as access from './access.contract';
import * as alerts from './alerts.contract';
import * as changes from './budget-changes.contract';
import * as differing from './differences.contract';
import * as disbursements from './disbursements.contract';
import { yearQuery } from './listing.contract';
import * as milestones from './milestones.contract';
import * as operations from './operations.contract';
import { localDate, projectCode, voucherNo } from './primitives.contract';
import * as projects from './projects.contract';
import * as summaries from './summary.contract';
import * as documents from './target-documents.contract';

export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below /api/v1 unless it begins with "//", then at the root. */
  readonly path: string;
  readonly tag: 'access' | 'targets' | 'money' | 'milestones' | 'alerts' | 'summary' | 'operations';
  readonly summary: string;
  /** Who may call it: "anyone" without a session, "session" any role, or these roles. */
  readonly roles: 'anyone' | 'session' | readonly access.Role[];
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** multipart/form-data with a part `file` and these fields. */
  readonly multipart?: z.ZodObject;
  /** It reads If-Match: 412 unless the stream stands at that version. */
  readonly ifMatch?: true;
  readonly answers: Readonly<Record<number, z.ZodType | 'text/event-stream' | 'text/plain'>>;
  readonly problems: readonly number[];
};

const code = z.strictObject({ code: projectCode });
const payment = z.strictObject({ code: projectCode, voucherNo });
const RECORDERS = ['admin', 'officer'] as const;
const SUPERVISORS = ['admin', 'supervisor'] as const;
const EVERY_RECORDER = ['admin', 'supervisor', 'officer'] as const;

/** Every address of the outside contract, version 1, as far as it is built. OpenAPI, role checks and pipes all read this table. */
export const endpoints = {
  login: {
    method: 'POST',
    path: '/auth/login',
    tag: 'access',
    summary: '登录 / Log in',
    roles: 'anyone',
    body: access.loginBody,
    answers: { 200: access.loginAnswer },
    problems: [400, 401, 429],
  },
  renewSession: {
    method: 'POST',
    path: '/auth/renewals',
    tag: 'access',
    summary: '续期会话 / Renew the session',
    roles: 'session',
    answers: { 200: access.loginAnswer },
    problems: [401],
  },
  currentUser: {
    method: 'GET',
    path: '/auth/me',
    tag: 'access',
    summary: '当前用户 / Who am I',
    roles: 'session',
    answers: { 200: access.sessionUser },
    problems: [401],
  },
  listUsers: {
    method: 'GET',
    path: '/users',
    tag: 'access',
    summary: '用户列表 / List users',
    roles: ['admin'],
    query: access.userListQuery,
    answers: { 200: access.userList },
    problems: [400, 401, 403],
  },
  createUser: {
    method: 'POST',
    path: '/users',
    tag: 'access',
    summary: '新建用户 / Create a user',
    roles: ['admin'],
    body: access.createUserBody,
    answers: { 201: access.savedUser },
    problems: [400, 401, 403, 409, 422],
  },
  changeUser: {
    method: 'PATCH',
    path: '/users/{username}',
    tag: 'access',
    summary: '修改用户 / Change a user',
    roles: ['admin'],
    params: z.strictObject({ username: z.string().max(100) }),
    body: access.changeUserBody,
    answers: { 200: access.savedUser },
    problems: [400, 401, 403, 404, 422],
  },

  importTargetDocument: {
    method: 'POST',
    path: '/target-documents',
    tag: 'targets',
    summary: '导入绩效目标文本 / Import a target document',
    roles: SUPERVISORS,
    query: yearQuery,
    multipart: documents.targetDocumentFields,
    answers: { 200: documents.targetDocumentAnswer, 201: documents.targetDocumentAnswer },
    problems: [400, 401, 403, 413, 415, 422],
  },
  registerProject: {
    method: 'POST',
    path: '/projects',
    tag: 'targets',
    summary: '手工登记项目 / Register a project by hand',
    roles: SUPERVISORS,
    query: yearQuery,
    body: projects.registerProjectBody,
    ifMatch: true,
    answers: { 200: projects.registerProjectAnswer, 201: projects.registerProjectAnswer },
    problems: [400, 401, 403, 409, 422],
  },
  listProjects: {
    method: 'GET',
    path: '/projects',
    tag: 'targets',
    summary: '项目列表 / List projects',
    roles: 'session',
    query: projects.projectListQuery,
    answers: { 200: projects.projectList },
    problems: [400, 401, 503],
  },
  getProject: {
    method: 'GET',
    path: '/projects/{code}',
    tag: 'targets',
    summary: '项目 / One project',
    roles: 'session',
    params: code,
    query: projects.projectQuery,
    answers: { 200: projects.projectView },
    problems: [400, 401, 404, 503],
  },
  listProjectEvents: {
    method: 'GET',
    path: '/projects/{code}/events',
    tag: 'targets',
    summary: '项目事件（审计线索）/ Audit trail of a project',
    roles: 'session',
    params: code,
    query: projects.auditQuery,
    answers: { 200: projects.auditList },
    problems: [400, 401, 404],
  },

  recordDisbursement: {
    method: 'POST',
    path: '/projects/{code}/disbursements',
    tag: 'money',
    summary: '登记支付 / Record a payment',
    roles: RECORDERS,
    params: code,
    query: yearQuery,
    body: disbursements.disbursementBody,
    ifMatch: true,
    answers: { 200: disbursements.disbursementAnswer, 201: disbursements.disbursementAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  refundDisbursement: {
    method: 'POST',
    path: '/projects/{code}/disbursements/{voucherNo}/refunds',
    tag: 'money',
    summary: '登记退款 / Record a refund',
    roles: RECORDERS,
    params: payment,
    query: yearQuery,
    body: disbursements.refundBody,
    ifMatch: true,
    answers: { 200: disbursements.refundAnswer, 201: disbursements.refundAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  reverseDisbursement: {
    method: 'POST',
    path: '/projects/{code}/disbursements/{voucherNo}/reversal',
    tag: 'money',
    summary: '更正（冲销）一笔支付或退款 / Reverse a payment or a refund',
    roles: RECORDERS,
    params: payment,
    query: yearQuery,
    body: disbursements.reversalBody,
    ifMatch: true,
    answers: { 201: z.union([disbursements.reversalAnswer, disbursements.refundReversalAnswer]) },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  adjustBudget: {
    method: 'POST',
    path: '/projects/{code}/budget-adjustments',
    tag: 'money',
    summary: '预算调整：追加、调减、收回 / Raise, lower or reclaim the budget',
    roles: SUPERVISORS,
    params: code,
    query: yearQuery,
    body: changes.adjustmentBody,
    ifMatch: true,
    answers: { 200: changes.adjustmentAnswer, 201: changes.adjustmentAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  transferBudget: {
    method: 'POST',
    path: '/budget-transfers',
    tag: 'money',
    summary: '项目间调剂，两个项目同时登记 / Move budget between two projects',
    roles: SUPERVISORS,
    query: yearQuery,
    body: changes.transferBody,
    answers: { 200: changes.transferAnswer, 201: changes.transferAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  listBudgetChanges: {
    method: 'GET',
    path: '/projects/{code}/budget-changes',
    tag: 'money',
    summary: '预算变动：年初到现额 / From the initial to the current budget',
    roles: 'session',
    params: code,
    query: changes.budgetChangesQuery,
    answers: { 200: changes.budgetChanges },
    problems: [400, 401, 404, 503],
  },
  receiveFunds: {
    method: 'POST',
    path: '/projects/{code}/funds-received',
    tag: 'money',
    summary: '登记资金到位 / Record funds received',
    roles: EVERY_RECORDER,
    params: code,
    query: yearQuery,
    body: changes.fundsReceivedBody,
    ifMatch: true,
    answers: { 200: changes.fundsReceivedAnswer, 201: changes.fundsReceivedAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  decideYearEnd: {
    method: 'POST',
    path: '/year-end',
    tag: 'money',
    summary: '年终结转结余 / Carry over or return what was not spent',
    roles: SUPERVISORS,
    query: yearQuery,
    body: changes.yearEndBody,
    answers: { 201: changes.yearEndAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  revisePlan: {
    method: 'POST',
    path: '/projects/{code}/plan-revisions',
    tag: 'targets',
    summary: '调整支出计划 / Revise the spending plan',
    roles: SUPERVISORS,
    params: code,
    query: yearQuery,
    body: changes.planRevisionBody,
    ifMatch: true,
    answers: { 201: changes.planRevisionAnswer },
    problems: [400, 401, 403, 404, 409, 422, 503],
  },
  listPlanVersions: {
    method: 'GET',
    path: '/projects/{code}/plan-versions',
    tag: 'targets',
    summary: '支出计划各版 / Versions of the spending plan',
    roles: 'session',
    params: code,
    query: changes.planVersionsQuery,
    answers: { 200: changes.planVersions },
    problems: [400, 401, 404, 503],
  },
  listDisbursements: {
    method: 'GET',
    path: '/disbursements',
    tag: 'money',
    summary: '支付台账 / Ledger',
    roles: 'session',
    query: disbursements.ledgerQuery,
    answers: { 200: disbursements.ledgerList },
    problems: [400, 401, 503],
  },

  explainDifference: {
    method: 'GET',
    path: '/differences',
    tag: 'money',
    summary: '两个登记时点之间的差异，逐笔说明 / Why a figure differs between two moments of knowledge',
    roles: 'session',
    query: differing.differencesQuery,
    answers: { 200: differing.differences },
    problems: [400, 401, 503],
  },
  getBoard: {
    method: 'GET',
    path: '/milestones/{date}',
    tag: 'milestones',
    summary: '考核点看板（现在所知）/ Board at a milestone, as known now',
    roles: 'session',
    params: z.strictObject({ date: localDate }),
    query: milestones.boardQuery,
    answers: { 200: milestones.board },
    problems: [400, 401, 503],
  },
  listMilestoneChecks: {
    method: 'GET',
    path: '/milestone-checks',
    tag: 'milestones',
    summary: '考核判定（当时所判）/ Checks as judged',
    roles: 'session',
    query: milestones.checksQuery,
    answers: { 200: milestones.checkList },
    problems: [400, 401, 503],
  },
  judgeMilestones: {
    method: 'POST',
    path: '/milestone-checks',
    tag: 'milestones',
    summary: '立即判定一个考核点，逐页答复 / Judge a milestone now, answered page by page',
    roles: SUPERVISORS,
    query: milestones.judgeQuery,
    body: milestones.judgeBody,
    answers: { 200: milestones.judgeAnswer, 201: milestones.judgeAnswer },
    problems: [400, 401, 403, 422],
  },

  listAlerts: {
    method: 'GET',
    path: '/alerts',
    tag: 'alerts',
    summary: '预警列表 / List alerts',
    roles: 'session',
    query: alerts.alertsQuery,
    answers: { 200: alerts.alertList },
    problems: [400, 401, 503],
  },
  getAlert: {
    method: 'GET',
    path: '/alerts/{id}',
    tag: 'alerts',
    summary: '预警与解释 / One alert with its explanation',
    roles: 'session',
    params: z.strictObject({ id: z.string().max(120) }),
    query: alerts.alertQuery,
    answers: { 200: alerts.alertView },
    problems: [400, 401, 404, 503],
  },
  acknowledgeAlert: {
    method: 'POST',
    path: '/alerts/{id}/acknowledgements',
    tag: 'alerts',
    summary: '确认预警 / Acknowledge an alert',
    roles: ['admin', 'supervisor', 'officer', 'approver'],
    params: z.strictObject({ id: z.string().max(120) }),
    query: yearQuery,
    body: alerts.acknowledgeBody,
    ifMatch: true,
    answers: { 200: alerts.acknowledgeAnswer, 201: alerts.acknowledgeAnswer },
    problems: [400, 401, 403, 404, 409],
  },

  getSummary: {
    method: 'GET',
    path: '/summary',
    tag: 'summary',
    summary: '总览 / Summary',
    roles: 'session',
    query: summaries.summaryQuery,
    answers: { 200: summaries.summary },
    problems: [400, 401, 503],
  },
  streamEvents: {
    method: 'GET',
    path: '/events/stream',
    tag: 'summary',
    summary: '实时事件（SSE）/ Live events',
    roles: 'session',
    query: yearQuery,
    answers: { 200: 'text/event-stream' },
    problems: [401],
  },

  openApi: {
    method: 'GET',
    path: '/openapi.json',
    tag: 'operations',
    summary: 'OpenAPI 3.1',
    roles: 'anyone',
    answers: { 200: z.record(z.string(), z.unknown()) },
    problems: [],
  },
  liveness: {
    method: 'GET',
    path: '//health/live',
    tag: 'operations',
    summary: '存活 / Liveness',
    roles: 'anyone',
    answers: { 200: operations.liveness },
    problems: [],
  },
  readiness: {
    method: 'GET',
    path: '//health/ready',
    tag: 'operations',
    summary: '就绪 / Readiness',
    roles: 'anyone',
    answers: { 200: operations.readiness, 503: operations.readiness },
    problems: [],
  },
  metrics: {
    method: 'GET',
    path: '//metrics',
    tag: 'operations',
    summary: 'Prometheus',
    roles: 'anyone',
    answers: { 200: 'text/plain' },
    problems: [],
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
