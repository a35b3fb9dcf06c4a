export * from './decider/decider-spec';
