import type { SimulationCompleted } from './simulation.events';

type Of = Pick<SimulationCompleted['data'], 'kind' | 'fiscalYear' | 'seed' | 'projects'>;

/** One stream a simulation, e.g. "simulation-county-2025-1-1000". */
export const simulationStream = ({ kind, fiscalYear, seed, projects }: Of): string =>
  `simulation-${kind}-${fiscalYear}-${seed}-${projects}`;
