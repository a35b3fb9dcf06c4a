/** Who registered and paid in a simulated year: the read model marks such projects as simulated, for ever. */
export const SIMULATION_ACTOR = 'system:simulation';
