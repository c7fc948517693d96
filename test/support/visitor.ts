/** A browser as far as redirects and cookies go; `names` leads names that no name server knows to where they are served. */
export class TestVisitor {
  private readonly cookies = new Map<string, Map<string, string>>();

  constructor(private readonly names: Readonly<Record<string, string>>) {}

  /** One request without following. */
  async get(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const { origin, pathname, search } = new URL(address);
    const jar = this.jar(origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.names[origin] ?? origin}${pathname}${search}`, {
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Where a request leads, as an absolute address. */
  async next(address: string): Promise<string> {
    const response = await this.get(address);
    const location = response.headers.get('location');
    if (location === null)
      throw new Error(`${address} leads nowhere: ${response.status} ${await response.text()}`);
    return new URL(location, address).href;
  }

  /** Goes where it is sent until `isThere`. */
  async follow(address: string, isThere: (address: string) => boolean): Promise<string> {
    let at = address;
    for (let hops = 0; !isThere(at); hops += 1) {
      if (hops === 10) throw new Error(`sent in circles: ${at}`);
      at = await this.next(at);
    }
    return at;
  }

  /** Loses all cookies of a site. */
  forget(origin: string): void {
    this.cookies.delete(origin);
  }

  cookie(origin: string, name: string): string | undefined {
    return this.jar(origin).get(name);
  }

  setCookie(origin: string, name: string, value: string): void {
    this.jar(origin).set(name, value);
  }

  private jar(origin: string): Map<string, string> {
    const jar = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const isOver = attributes.some((part) => /^max-age=0$|^expires=.*1970/i.test(part));
  if (isOver || value === '') jar.delete(name);
  else jar.set(name, value);
}
