/** What services inject by name; classes (Sessions, UserAccounts, Readiness) are injected by themselves. */
export const CONFIG = Symbol('MonitorConfig');
export const LOGGER = Symbol('Logger');
export const PG_POOL = Symbol('PgPool');
export const METRICS = Symbol('MetricsRegistry');
export const READINESS = Symbol('Readiness');
