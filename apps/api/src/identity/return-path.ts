const PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@/?%#[\]]*$/;

/** A path of the page; whatever else is asked for, such as another site's address, leads to its beginning. */
export const returnPath = (given: string | undefined): string =>
  given !== undefined && PATH.test(given) && !given.includes('//') ? given : '/';
