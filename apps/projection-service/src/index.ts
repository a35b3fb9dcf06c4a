export * from './projection-service.module';
export * from './projections/read-model.projection';
export * from './read-model/read-model.data-source';
