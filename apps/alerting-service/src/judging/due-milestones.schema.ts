import { makeSchema, type Transaction } from '@budget/ports';

/** The alerting service's own diary: which milestones exist and which of them the clock has judged. Rebuilt from events. */
export async function createDueMilestones(database: Transaction): Promise<void> {
  await database.query(`
    ${makeSchema('alerting')}
    CREATE TABLE IF NOT EXISTS alerting.due_milestone (
      fiscal_year  int     NOT NULL,
      project_code text    NOT NULL,
      date         date    NOT NULL,
      judged       boolean NOT NULL DEFAULT false,
      PRIMARY KEY (fiscal_year, project_code, date)
    );
    CREATE INDEX IF NOT EXISTS due_milestone_open ON alerting.due_milestone (date) WHERE NOT judged`);
}
