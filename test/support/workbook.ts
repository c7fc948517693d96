import { zip, type ZipPart } from './zip.js';

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const relations = (entries: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="${PACKAGE}">${entries
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

export interface WorkbookSetup {
  /** What stands within `sheetData`. */
  readonly rows: string;
  /** What stands within `sst`. */
  readonly sharedTexts?: string;
  /** What stands within `styleSheet`. */
  readonly styles?: string;
  readonly since1904?: boolean;
  /** Parts that replace or join the usual ones. */
  readonly parts?: readonly ZipPart[];
}

/** A workbook with one sheet, written by hand: for cells that no writing library makes. */
export function workbook({
  rows,
  sharedTexts = '',
  styles = '',
  since1904 = false,
  parts = [],
}: WorkbookSetup): Buffer {
  const usual: ZipPart[] = [
    { name: '_rels/.rels', content: relations([['a', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets><sheet name="Notes" sheetId="1" state="hidden" r:id="rId9"/><sheet name="Table" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
        ['rId2', 'sharedStrings', 'sharedStrings.xml'],
        ['rId3', 'styles', '/xl/styles.xml'],
      ]),
    },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${sharedTexts}</sst>` },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    },
  ];
  const own = new Set(parts.map(({ name }) => name));
  return zip([...usual.filter(({ name }) => !own.has(name)), ...parts]);
}

/** Cells of one row, from A on. */
export const row = (number: number, cells: readonly string[]): string =>
  `<row r="${number}">${cells.join('')}</row>`;
export const textCell = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
