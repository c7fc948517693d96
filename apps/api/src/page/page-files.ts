import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const DOCUMENT = 'index.html';
const NONCE = /(<meta name="csp-nonce" content=")[^"]*"/;

export interface PageDocument {
  readonly html: string;
  /** Fresh for each answer; absent where the page takes none. */
  readonly nonce: string | undefined;
}

/** The built page as it lies on disk at start: a request can name one of its files and nothing else. */
export class PageFiles {
  private constructor(
    private readonly names: ReadonlySet<string>,
    private readonly html: string | undefined,
  ) {}

  /** @param baseUrl address of the product: below its path the page looks for its own files. */
  static async of(folder: string, baseUrl: string): Promise<PageFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const names = new Set(paths.map((path) => relative(folder, path).split(sep).join('/')));
    const html = names.delete(DOCUMENT) ? await readFile(join(folder, DOCUMENT), 'utf8') : undefined;
    return new PageFiles(names, html === undefined ? undefined : below(new URL(baseUrl).pathname, html));
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The page's one document, which serves every address of it; `undefined` where it is not built. */
  document(): PageDocument | undefined {
    if (this.html === undefined) return undefined;
    if (!NONCE.test(this.html)) return { html: this.html, nonce: undefined };
    const nonce = randomBytes(16).toString('base64');
    return { html: this.html.replace(NONCE, `$1${nonce}"`), nonce };
  }
}

/** The document is shown at addresses of any depth, so its own links must not be relative to any of them. */
function below(path: string, html: string): string {
  const base = path.endsWith('/') ? path : `${path}/`;
  return html
    .replace(/(<meta name="base-path" content=")[^"]*"/, `$1${base}"`)
    .replace(/(\b(?:src|href)=")(?:\.\/|\/)(?=assets\/)/g, `$1${base}`);
}
