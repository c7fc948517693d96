import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TABLE_FORMATS, type ImportQuery, type TableFormat } from '#contracts';
import { TABLE_LIMITS, type ReceivedTable } from '#exchange';
import { HttpProblem } from '../http/http-problem.js';
import { TABLE_TYPES } from '../http/table-types.js';

/** A table on disk, and what takes it away again. */
export interface StoredTable {
  readonly file: ReceivedTable;
  remove(): Promise<void>;
}

/**
 * Writes the body of a request to a file of its own, never all of it in memory.
 * @throws HttpProblem 413 beyond the limit, 415 for what is no table.
 */
export async function receiveTable(
  body: unknown,
  { kind, name }: ImportQuery,
  contentType: string | undefined,
): Promise<StoredTable> {
  const format = formatOf(contentType);
  if (format === undefined || !(body instanceof Readable)) throw notATable();
  const folder = await mkdtemp(join(tmpdir(), 'agreement-tracker-import-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, `table.${format}`);
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > TABLE_LIMITS.fileBytes ? tooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(body, measure, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error instanceof HttpProblem ? error : cutOff();
  }
  return { file: { path, format, kind, fileName: name, sha256: hash.digest('hex'), bytes }, remove };
}

function formatOf(contentType: string | undefined): TableFormat | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  return TABLE_FORMATS.find((format) => TABLE_TYPES[format] === type);
}

const notATable = () =>
  new HttpProblem(
    'UNSUPPORTED_MEDIA_TYPE',
    `Send the table as ${TABLE_TYPES.csv} (UTF-8) or ${TABLE_TYPES.xlsx}.`,
  );

const tooLarge = () =>
  new HttpProblem(
    'BODY_TOO_LARGE',
    `A table may have ${TABLE_LIMITS.fileBytes / 1024 / 1024} MiB at most: split it.`,
  );

const cutOff = () => new HttpProblem('REQUEST_TIMEOUT', 'The table did not arrive whole: send it again.');
