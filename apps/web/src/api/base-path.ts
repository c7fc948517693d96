/**
 * Path under which the product is served, with a slash at both ends. The server writes it into the page, because
 * the page is the same file under every path.
 */
export function basePathOf(content: string | null | undefined): string {
  const inner = (content ?? '').split('/').filter((part) => part !== '');
  return inner.length === 0 ? '/' : `/${inner.join('/')}/`;
}
