import { basePathOf } from '../api/base-path.js';
import { ApiClient } from '../api/client.js';

/** Path that the product is served under; the server writes it into the page. */
export const basePath = basePathOf(document.querySelector('meta[name="base-path"]')?.getAttribute('content'));

export const api = new ApiClient(basePath);
