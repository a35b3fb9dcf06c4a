import type { Alert } from '@budget/domain/alerts';
import type { Lump, WorkingYear } from '@budget/domain/simulation';
import type { LocalDate } from '@budget/kernel';
import type { Appended } from '@budget/ports';

/** Where the alert stream of a project stands. */
export type KnownAlert = { readonly state: Alert; readonly version: bigint | null };

const GROWTH = 1.5;

/**
 * What a simulation must remember of each project until the year is over, about 200 bytes a project: its coming payments,
 * what it has paid and where its stream ends. Everything else of a project is made again from the seed when it is needed.
 */
export class CountyLedger {
  private readonly firstLump: Uint32Array;
  private readonly paidLumps: Uint8Array;
  private readonly paidFen: BigInt64Array;
  private readonly versions: BigInt64Array;
  private readonly positions: BigInt64Array;
  private readonly alerts = new Map<number, KnownAlert>();
  private readonly dayNo: ReadonlyMap<LocalDate, number>;
  private lumpDays: Uint16Array;
  private lumpFen: BigInt64Array;
  private lumps = 0;

  constructor(
    readonly projects: number,
    private readonly year: WorkingYear,
  ) {
    this.dayNo = new Map(year.days.map((day, no) => [day, no]));
    this.firstLump = new Uint32Array(projects + 1);
    this.paidLumps = new Uint8Array(projects);
    this.paidFen = new BigInt64Array(projects);
    this.versions = new BigInt64Array(projects);
    this.positions = new BigInt64Array(projects);
    this.lumpDays = new Uint16Array(projects * 13);
    this.lumpFen = new BigInt64Array(projects * 13);
  }

  /** The year's payments of the next project; projects are entered in order. */
  enter(project: number, lumps: readonly Lump[]): void {
    if (this.lumps + lumps.length > this.lumpFen.length) this.grow(lumps.length);
    for (const { day, fen } of lumps) {
      this.lumpDays[this.lumps] = this.dayNo.get(day) ?? 0;
      this.lumpFen[this.lumps] = fen;
      this.lumps += 1;
    }
    this.firstLump[project + 1] = this.lumps;
  }

  /** Takes the payments up to and including this many working days of the year; `no` counts a project's payments from 1. */
  takePayments(project: number, workingDays: number): readonly (Lump & { readonly no: number })[] {
    const first = this.firstLump[project] ?? 0;
    const end = this.firstLump[project + 1] ?? 0;
    const taken: (Lump & { readonly no: number })[] = [];
    for (let at = first + (this.paidLumps[project] ?? 0); at < end && (this.lumpDays[at] ?? 0) < workingDays; at++) {
      const day = this.year.days[this.lumpDays[at] ?? 0];
      if (day !== undefined) taken.push({ day, fen: this.lumpFen[at] ?? 0n, no: at - first + 1 });
    }
    this.paidLumps[project] = (this.paidLumps[project] ?? 0) + taken.length;
    return taken;
  }

  recorded(project: number, fen: bigint, { version, position }: Appended): void {
    this.paidFen[project] = (this.paidFen[project] ?? 0n) + fen;
    this.versions[project] = version;
    this.positions[project] = position;
  }

  paid(project: number): bigint {
    return this.paidFen[project] ?? 0n;
  }

  /** Where the stream of this project ends. */
  place(project: number): Appended {
    return { version: this.versions[project] ?? 0n, position: this.positions[project] ?? 0n };
  }

  alert(project: number): KnownAlert | undefined {
    return this.alerts.get(project);
  }

  keepAlert(project: number, alert: KnownAlert): void {
    this.alerts.set(project, alert);
  }

  /** How many payments have been taken, of all projects. */
  paymentsTaken(): number {
    return this.paidLumps.reduce((sum, taken) => sum + taken, 0);
  }

  private grow(least: number): void {
    const length = Math.ceil((this.lumpFen.length + least) * GROWTH);
    const [days, fen] = [new Uint16Array(length), new BigInt64Array(length)];
    days.set(this.lumpDays);
    fen.set(this.lumpFen);
    [this.lumpDays, this.lumpFen] = [days, fen];
  }
}
