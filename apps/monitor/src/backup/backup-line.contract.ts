import type { Instant, JsonObject } from '@budget/kernel';
import { z } from 'zod';

export const BACKUP_FORMAT = 'budget-monitor-backup';
export const BACKUP_VERSION = 1;

const position = z.string().regex(/^(0|[1-9]\d{0,18})$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();
const object = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'expected an object');
const instant = z.custom<Instant>((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value), 'expected an instant');

const header = z.object({
  kind: z.literal('header'),
  format: z.literal(BACKUP_FORMAT),
  formatVersion: z.number().int().positive(),
  productVersion: z.string(),
  /** By the clock of the machine. */
  takenAt: z.string(),
  /** Of the first project that names one. */
  region: z.string().nullable(),
  /** Position of the last event in the file. */
  head: position,
  /** "gapless": 1, 2, 3 … (PostgreSQL). "increasing": the positions of a KurrentDB. */
  positions: z.enum(['gapless', 'increasing']),
  /** Topics that these events were published to: they also hold what came later, and must not be read after a restore. */
  kafkaTopics: z.array(z.string()),
});

const table = z.strictObject({ kind: z.literal('table'), table: z.string(), columns: z.array(z.string()).min(1) });
const row = z.strictObject({ kind: z.literal('row'), table: z.string(), row: object });

const event = z.strictObject({
  kind: z.literal('event'),
  position,
  /** SHA-256 of the text of `fact` as it stands in the file. */
  digest: sha256,
  fact: z.strictObject({
    data: object,
    id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    metadata: z.strictObject({
      actor: z.string(),
      causationId: z.string(),
      commandId: z.string(),
      correlationId: z.string(),
      recordedAt: instant,
    }),
    schemaVersion: z.number().int().positive(),
    stream: z.string().min(1),
    type: z.string().min(1),
    version: position,
  }),
});

const footer = z.strictObject({
  kind: z.literal('footer'),
  events: count,
  /** Rows of each table. */
  rows: z.record(z.string(), count),
  /** Lines before this one. */
  lines: count,
  /** Over all bytes before this line, decompressed. */
  sha256,
});

/** One line of a backup (docs/adr/0048): header, then tables with their rows, then events by position, then the footer. */
export const backupLine = z.discriminatedUnion('kind', [header, table, row, event, footer]);

export type BackupHeader = z.infer<typeof header>;
export type TableLine = z.infer<typeof table>;
export type RowLine = z.infer<typeof row>;
export type EventLine = z.infer<typeof event>;
export type BackupFooter = z.infer<typeof footer>;
export type BackupLine = z.infer<typeof backupLine>;
