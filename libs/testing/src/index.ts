export * from './decider/decider-spec';
export * from './event-store/bundle-process';
export * from './event-store/event-store-contract';
export * from './event-store/event-store-harness';
export * from './event-store/facts';
export * from './event-store/hand-clock';
