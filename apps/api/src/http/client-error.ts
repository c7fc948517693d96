import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import type { Logger } from '#platform';
import { titleOf, statusOf, type ProblemCode } from './problem-table.js';
import { noteRefusedBytes } from './refused-requests.js';

const KNOWN: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'The headers may have 16 KiB at most.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'The request did not arrive in time.'],
};

/** Answers what the HTTP parser of Node refuses before there is a request: same problem shape, then the end. */
export function answerClientError(logger: Logger, error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [code, detail] = KNOWN[error.code ?? ''] ?? ['INVALID_HEADER', 'This is not an HTTP request.'];
  const status = statusOf(code);
  noteRefusedBytes(logger, { code, status });
  const body = JSON.stringify({ type: 'about:blank', title: titleOf(code), status, detail, code });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
