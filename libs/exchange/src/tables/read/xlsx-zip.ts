import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { TABLE_LIMITS } from './limits.js';
import { TableFault } from './table-fault.js';

/** The parts of a workbook by their names. Everything that is unfolded counts against one limit. */
export class WorkbookParts {
  private unfolded = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws TableFault NOT_XLSX when the file is no archive or is encrypted, TOO_LARGE when it says it unfolds to too much. */
  static async open(path: string): Promise<WorkbookParts> {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(notAnArchive);
    try {
      if (zip.entryCount > TABLE_LIMITS.zipEntries) throw tooLarge();
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new WorkbookParts(zip, entries);
    } catch (error) {
      zip.close();
      throw error instanceof TableFault ? error : notAnArchive(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Bytes of the part `name`. @throws TableFault NOT_XLSX when it is missing or broken, TOO_LARGE. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new TableFault('NOT_XLSX', `The workbook has no part ${name}`);
    if (entry.isEncrypted()) throw new TableFault('NOT_XLSX', 'The workbook is encrypted');
    if (this.unfolded + entry.uncompressedSize > TABLE_LIMITS.unfoldedBytes) throw tooLarge();
    try {
      // An archive that lies about sizes is found out while it unfolds, and so is one that is broken.
      const bytes: AsyncIterable<Buffer> = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of bytes) {
        this.unfolded += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw error instanceof TableFault ? error : notAnArchive(error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

const tooLarge = () => new TableFault('TOO_LARGE', 'The workbook unfolds to more than is taken');

const notAnArchive = (error: unknown): never => {
  throw new TableFault('NOT_XLSX', `The file is no workbook: ${(error as Error).message}`);
};
