import { createServer } from 'node:net';
import { AddressUnusable } from './exit.js';

/**
 * Refuses early, before any work, when the page's address cannot be listened on. Port 0 is always free.
 * @throws AddressUnusable
 */
export function assertAddressFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${port} on ${host} is in use: stop what uses it, or start with another, e.g. PORT=${port + 1} npm start.`
          : `${host}:${port} cannot be listened on (${error.code ?? error.message}): check HOST and PORT.`;
      reject(new AddressUnusable(reason));
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
