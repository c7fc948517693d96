import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PrefixProxy {
  /** Address of the product behind it, with the prefix and a slash at the end. */
  readonly url: string;
  /** Paths that were asked for outside the prefix; each was answered with 404. */
  readonly outside: readonly string[];
  /** Where the product listens; requests before it is set are answered with 502. */
  target: string | undefined;
  close(): Promise<void>;
}

/** Serves a product below a path, as the web server of an office does that has other things at its root. */
export async function startPrefixProxy(prefix: string): Promise<PrefixProxy> {
  const outside: string[] = [];
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '/';
    if (!path.startsWith(`${prefix}/`)) {
      outside.push(path);
      answer.writeHead(404).end();
    } else if (proxy.target === undefined) answer.writeHead(502).end();
    else pass({ asked, answer }, new URL(path.slice(prefix.length), proxy.target));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const proxy: PrefixProxy = {
    ...{ url: `http://127.0.0.1:${port}${prefix}/`, outside, target: undefined },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function pass({ asked, answer }: { asked: IncomingMessage; answer: ServerResponse }, to: URL): void {
  const passed = request(to, { method: asked.method, headers: asked.headers }, (given) => {
    answer.writeHead(given.statusCode ?? 502, given.headers);
    given.pipe(answer);
  });
  passed.on('error', () => answer.destroy());
  answer.on('close', () => passed.destroy());
  asked.pipe(passed);
}
