import { useRead } from '../api/use-read';

/** Today as the services see it (their clock may be set for a demonstration); undefined until known. */
export const useToday = (): string | undefined => useRead('getSummary').data?.asOf;
