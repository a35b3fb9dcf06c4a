import { alertDecider } from './alert.decider';
import { alertHistory } from './alert.history';

/** What a command handler needs to load, decide and read old facts. */
export const alertAggregate = { decider: alertDecider, history: alertHistory };
