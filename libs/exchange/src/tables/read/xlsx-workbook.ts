import { posix } from 'node:path';
import { TABLE_LIMITS } from './limits.js';
import { TableFault } from './table-fault.js';
import { showsDay } from './xlsx-dates.js';
import { readXmlWhole, type XmlListener } from './xlsx-xml.js';
import type { WorkbookParts } from './xlsx-zip.js';

/** What the cells of the first sheet refer to. */
export interface Workbook {
  readonly sheetPart: string;
  readonly sharedTexts: readonly string[];
  /** Styles, by number, whose numbers are days. */
  readonly dayStyles: ReadonlySet<number>;
  readonly since1904: boolean;
}

const nothing = (): void => undefined;
const listener = (part: Partial<XmlListener>): XmlListener => ({
  ...{ open: nothing, close: nothing, text: nothing },
  ...part,
});

/** Reads what is needed to understand the first sheet that is not hidden. */
export async function readWorkbook(parts: WorkbookParts): Promise<Workbook> {
  const main = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) throw new TableFault('NOT_XLSX', 'The file is no workbook: it names no document');
  const relations = await relationsOf(parts, main);
  const { sheetId, since1904 } = await readMain(parts, main);
  const sheet = relations.find(({ id, type }) => id === sheetId && type === 'worksheet');
  if (sheet === undefined) throw new TableFault('NOT_XLSX', 'The workbook has no sheet with a table');
  const partOf = (kind: string) => relations.find(({ type }) => type === kind)?.target;
  return {
    sheetPart: sheet.target,
    sharedTexts: await readSharedTexts(parts, partOf('sharedStrings')),
    dayStyles: await readDayStyles(parts, partOf('styles')),
    since1904,
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(parts: WorkbookParts, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  await readXmlWhole(
    parts.read(name),
    listener({
      open(tag, { Id = '', Type = '', Target = '' }) {
        if (tag !== 'Relationship') return;
        const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
        relations.push({ id: Id, type: posix.basename(Type), target });
      },
    }),
  );
  return relations;
}

async function readMain(parts: WorkbookParts, name: string) {
  let sheetId: string | undefined;
  let since1904 = false;
  await readXmlWhole(
    parts.read(name),
    listener({
      open(tag, attributes) {
        if (tag === 'workbookPr') since1904 = /^(1|true|on)$/.test(attributes['date1904'] ?? '');
        if (tag === 'sheet' && (attributes['state'] ?? 'visible') === 'visible') {
          sheetId ??= Object.entries(attributes).find(([key]) => /^(\w+:)id$/.test(key))?.[1];
        }
      },
    }),
  );
  return { sheetId, since1904 };
}

async function readSharedTexts(parts: WorkbookParts, name: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (name === undefined || !parts.has(name)) return texts;
  const reading = new TextRuns();
  let characters = 0;
  await readXmlWhole(
    parts.read(name),
    listener({
      open: (tag) => reading.open(tag),
      text: (text) => reading.add(text),
      close(tag) {
        reading.close(tag);
        if (tag !== 'si') return;
        const text = reading.take();
        characters += text.length;
        if (
          characters > TABLE_LIMITS.sharedCharacters ||
          texts.length > TABLE_LIMITS.rows * TABLE_LIMITS.columns
        )
          throw new TableFault('TOO_LARGE', 'The texts of the workbook are more than is taken');
        texts.push(text);
      },
    }),
  );
  return texts;
}

/** Text of `t` elements, of rich text too, without the reading aids (`rPh`) of East Asian scripts. */
export class TextRuns {
  private text = '';
  private inText = false;
  private aside = false;

  open(tag: string): void {
    if (tag === 'rPh') this.aside = true;
    if (tag === 't') this.inText = true;
  }

  close(tag: string): void {
    if (tag === 'rPh') this.aside = false;
    if (tag === 't') this.inText = false;
  }

  add(text: string): void {
    // One character over the limit is enough to know that it is too long.
    if (this.inText && !this.aside && this.text.length <= TABLE_LIMITS.cellCharacters) this.text += text;
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}

async function readDayStyles(parts: WorkbookParts, name: string | undefined): Promise<ReadonlySet<number>> {
  const days = new Set<number>();
  if (name === undefined || !parts.has(name)) return days;
  const codes = new Map<number, string>();
  let [inCells, style] = [false, 0];
  await readXmlWhole(
    parts.read(name),
    listener({
      open(tag, attributes) {
        const format = Number(attributes['numFmtId'] ?? 0);
        if (tag === 'numFmt') codes.set(format, attributes['formatCode'] ?? '');
        if (tag === 'cellXfs') inCells = true;
        if (tag !== 'xf' || !inCells) return;
        if (showsDay(format, codes.get(format))) days.add(style);
        style += 1;
      },
      close(tag) {
        if (tag === 'cellXfs') inCells = false;
      },
    }),
  );
  return days;
}
