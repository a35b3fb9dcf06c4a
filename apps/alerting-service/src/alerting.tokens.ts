/** The alerting subscription that this process started. */
export const ALERTING_RUN = Symbol('AlertingRun');
