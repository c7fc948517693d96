import { ConnectionLost, problemOf } from './problem.js';

/** Query parameters; those that are undefined or empty are left out. */
export type Params = Readonly<Record<string, string | number | undefined>>;

export interface ReadOptions {
  readonly params?: Params;
  readonly signal?: AbortSignal;
}

const PATIENCE = 20_000;

/** The API of this product as the page sees it: public reads, by path below `/api`. */
export class ApiClient {
  /** `basePath` begins and ends with a slash. */
  constructor(private readonly basePath: string) {}

  /** Address of a path below `/api`, such as `/projects`. */
  address(path: string, params: Params = {}): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
      if (value !== undefined && value !== '') query.set(name, String(value));
    }
    const text = query.toString();
    return `${this.basePath}api${path}${text === '' ? '' : `?${text}`}`;
  }

  /**
   * Reads JSON. `Shape` is that of the contract, which page and server share: the answer is not checked again.
   * @throws ApiProblem for an answer other than success, ConnectionLost when none came within 20 s.
   */
  async read<Shape>(path: string, { params, signal }: ReadOptions = {}): Promise<Shape> {
    const patience = AbortSignal.timeout(PATIENCE);
    const either = signal === undefined ? patience : AbortSignal.any([signal, patience]);
    const response = await this.send(this.address(path, params), either, signal);
    if (!response.ok) throw await problemOf(response);
    try {
      return (await response.json()) as Shape;
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw new ConnectionLost('The answer broke off.', { cause: error });
    }
  }

  private async send(
    address: string,
    either: AbortSignal,
    given: AbortSignal | undefined,
  ): Promise<Response> {
    try {
      return await fetch(address, {
        headers: { Accept: 'application/json, application/problem+json' },
        signal: either,
      });
    } catch (error) {
      // What the caller gave up is not a lost connection.
      if (given?.aborted === true) throw error;
      throw new ConnectionLost('The server did not answer.', { cause: error });
    }
  }
}
