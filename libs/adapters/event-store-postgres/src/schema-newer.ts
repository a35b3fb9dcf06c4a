/** The database was written by a later version of this software. Nothing was changed. */
export class SchemaNewer extends Error {
  constructor(found: number, known: number) {
    super(
      `The event store in this database has schema version ${found}, this program knows ${known}. Nothing was changed. ` +
        `Start the newer program, or restore the backup taken before the upgrade.`,
    );
    this.name = 'SchemaNewer';
  }
}
