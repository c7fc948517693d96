interface PolicyFactory {
  createPolicy(name: string, rules: { readonly createHTML: (text: string) => string }): unknown;
}

/** Nonce under which this page may write style elements; the server makes one for each answer. */
export const styleNonce = (): string =>
  document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

/** Gives the nonce to what writes style elements of its own: the lock of scrolling behind a dialog asks for it here. */
export function giveStyleNonce(nonce: string): void {
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}

/**
 * Lets the text of style sheets through where the browser asks for trusted types, and no markup: the page writes
 * none, so markup that gets there was written by somebody else.
 */
export function allowStyleTextOnly(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('This page writes no markup as text.');
      return text;
    },
  });
}

/**
 * Keeps zod from trying whether it may make functions from text: it may not, and the browser would report the try.
 * Shapes that are fetched later ask this setting when they are made.
 */
export function makeNoFunctionsOfText(): void {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
}
