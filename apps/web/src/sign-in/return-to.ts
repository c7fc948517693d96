/** Path within this product to go to after signing in: what leads elsewhere is not followed. */
export function safeReturnTo(given: string | undefined): string {
  if (given === undefined || !/^\/(?![/\\])/.test(given)) return '/';
  return given.startsWith('/sign-in') ? '/' : given;
}
