/** The data folder belongs to another live process. Nothing was touched. */
export class DataFolderInUse extends Error {
  constructor(folder: string) {
    super(`The data folder ${folder} is in use by another running process. Stop that process, or choose another DATA_DIR.`);
    this.name = 'DataFolderInUse';
  }
}
