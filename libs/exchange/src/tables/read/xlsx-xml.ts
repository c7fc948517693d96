import { TextDecoder } from 'node:util';
import sax from 'sax';
import { TableFault } from './table-fault.js';

/** What a reader of one part of a workbook is told. Names come without their namespace's prefix. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads XML piece by piece and yields after each piece, so that what `listener` gathered can be taken away. A
 * document type, and with it every entity but the five of XML, is refused.
 */
export async function* readXml(bytes: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const parser = sax.parser(true, { position: false });
  parser.ondoctype = () => {
    throw notWellFormed('a document type is not taken');
  };
  parser.onerror = (error) => {
    throw notWellFormed(error.message.split('\n', 1)[0] ?? '');
  };
  parser.onopentag = ({ name, attributes }) =>
    listener.open(localName(name), attributes as Readonly<Record<string, string>>);
  parser.onclosetag = (name) => listener.close(localName(name));
  parser.ontext = (text) => listener.text(text);
  parser.oncdata = (text) => listener.text(text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    parser.write(decodedBy(decoder, chunk));
    yield;
  }
  parser.write(decodedBy(decoder)).close();
  yield;
}

/** Reads a small part to its end. */
export async function readXmlWhole(bytes: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const pieces = readXml(bytes, listener);
  while ((await pieces.next()).done !== true);
}

function decodedBy(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notWellFormed('it is not in UTF-8');
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const notWellFormed = (why: string) =>
  new TableFault('NOT_XLSX', `A part of the workbook cannot be read: ${why}`);
