import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  /** `url` with the proxy's address in place of the server's. */
  through(url: string): string;
  /** The server's next bytes are thrown away once they are there, and their connection is cut: an answer is lost. */
  loseNextAnswer(): void;
  /** Cuts all connections; new ones are accepted. */
  cutAll(): void;
  /** New connections are cut at once, until `accept` is called. */
  refuse(): void;
  accept(): void;
  close(): Promise<void>;
}

/** A man in the middle of a connection to `server`, for faults of the network. */
export async function startTcpProxy(server: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(server);
  const pairs = new Set<{ client: Socket; upstream: Socket }>();
  let losing = false;
  let refusing = false;
  const cut = (pair: { client: Socket; upstream: Socket }) => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.upstream.destroy();
  };
  const listener = createServer((client) => {
    if (refusing) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    const pair = { client, upstream };
    pairs.add(pair);
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => {
      if (losing) {
        losing = false;
        cut(pair);
      } else {
        client.write(bytes);
      }
    });
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => {
        cut(pair);
      });
      socket.on('close', () => {
        cut(pair);
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const own = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    through: (url) => {
      const changed = new URL(url);
      changed.hostname = '127.0.0.1';
      changed.port = String(own);
      return changed.href;
    },
    loseNextAnswer: () => {
      losing = true;
    },
    cutAll: () => {
      for (const pair of [...pairs]) cut(pair);
    },
    refuse: () => {
      refusing = true;
    },
    accept: () => {
      refusing = false;
    },
    close: async () => {
      for (const pair of [...pairs]) cut(pair);
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
