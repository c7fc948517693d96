/** What one request may ask for; everything beyond is refused before any work is done for it. */
export const INPUT_LIMITS = {
  bodyBytes: 256 * 1024,
  depth: 16,
  arrayItems: 1_000,
  urlBytes: 4 * 1024,
  headerBytes: 16 * 1024,
} as const;
