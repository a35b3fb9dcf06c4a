/** All that a migration needs: tables are made in the same way by the program that serves them and beside the live ones. */
export type SqlRunner = { query(text: string): Promise<unknown> };
