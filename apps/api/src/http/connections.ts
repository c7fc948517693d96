import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps room for those who have something to ask: once `most` connections are open, a new one takes the place of the one
 * that has been without a whole request for longest. Thousands that say nothing, or drip their headers, keep nobody out.
 */
export function keepRoom(server: Server, most: number): void {
  // A set keeps the order of insertion: the first has waited longest.
  const waiting = new Set<Socket>();
  let open = 0;
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
      waiting.delete(socket);
    });
    if (open > most) waiting.values().next().value?.destroy();
    waiting.add(socket);
  });
  server.on('request', ({ socket }: { readonly socket: Socket }, response: ServerResponse) => {
    waiting.delete(socket);
    response.once('close', () => {
      if (!socket.destroyed) waiting.add(socket);
    });
  });
}
