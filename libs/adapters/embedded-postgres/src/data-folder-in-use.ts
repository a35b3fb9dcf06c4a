/** The data folder belongs to another live process. Nothing was touched. */
export class DataFolderInUse extends Error {
  constructor(folder: string) {
    super(
      `DATA_DIR：${folder} 正由另一个运行中的进程使用；请停止它，或换一个 DATA_DIR / in use by another running process: stop that one, or choose another DATA_DIR`,
    );
    this.name = 'DataFolderInUse';
  }
}
