/** Another process rebuilds the same projection at this moment. Nothing was touched. */
export class RebuildUnderWay extends Error {
  constructor(readonly projection: string) {
    super(`Projection "${projection}" is being rebuilt by another process`);
    this.name = 'RebuildUnderWay';
  }
}
