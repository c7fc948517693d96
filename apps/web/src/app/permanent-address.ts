/** Address of the present page with these search parameters changed; undefined takes one away. */
export function addressWith(changes: Readonly<Record<string, string | undefined>>): string {
  const address = new URL(window.location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  address.hash = '';
  return address.href;
}
