import { PG_POOL } from '@budget/adapters/nest-platform';
import type { Transaction } from '@budget/ports';
import { Module } from '@nestjs/common';
import { FiscalYears } from './fiscal-years';
import { createGuards } from './guards.schema';
import { KnownUnits } from './known-units';
import { VoucherUses } from './voucher-uses';

const GUARDED = Symbol('GuardedDatabase');

/** The guards over their tables, which exist before anybody asks. */
@Module({
  providers: [
    {
      provide: GUARDED,
      inject: [PG_POOL],
      useFactory: async (database: Transaction): Promise<Transaction> => {
        await createGuards(database);
        return database;
      },
    },
    { provide: FiscalYears, inject: [GUARDED], useFactory: (database: Transaction) => new FiscalYears(database) },
    { provide: KnownUnits, inject: [GUARDED], useFactory: (database: Transaction) => new KnownUnits(database) },
    { provide: VoucherUses, inject: [GUARDED], useFactory: (database: Transaction) => new VoucherUses(database) },
  ],
  exports: [FiscalYears, KnownUnits, VoucherUses],
})
export class GuardsModule {}
