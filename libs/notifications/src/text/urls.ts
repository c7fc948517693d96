/** Page of a record: `project-<uuid>` is at `/projects/<uuid>`. */
export function recordUrl(baseUrl: string, stream: string): string {
  const dash = stream.indexOf('-');
  return `${baseUrl}/${stream.slice(0, dash)}s/${stream.slice(dash + 1)}`;
}

export const unsubscribeUrl = (baseUrl: string, token: string): string =>
  `${baseUrl}/api/unsubscribe/${token}`;
