import type { EventHistory } from '@budget/kernel';
import type { SimulationCompleted } from './simulation.events';

export const simulationHistory: EventHistory<SimulationCompleted> = { SimulationCompleted: { current: 1, steps: {} } };
