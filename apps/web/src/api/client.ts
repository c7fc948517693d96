import { ApiProblem, ConnectionLost, doubtsSession, problemOf } from './problem.js';

/** Query parameters; those that are undefined or empty are left out. */
export type Params = Readonly<Record<string, string | number | undefined>>;

export interface ReadOptions {
  readonly params?: Params | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PATIENCE = 20_000;

export interface SendOptions extends ReadOptions {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** uuid of the command: sent again after a lost connection, the first answer comes again. */
  readonly key?: string;
  /** Version of the record that the person has seen. */
  readonly version?: number;
}

/** The API of this product as the page sees it, by path below `/api`. */
export class ApiClient {
  /** Told after each `readNewest` whether lists were older than asked for. */
  onAge: (isBehind: boolean) => void = () => undefined;

  private newest = 0n;

  /** Proof that a request comes from this page; null while nobody is signed in. */
  csrfToken: string | null = null;
  /**
   * Called for an answer that says that the session is not what the page takes it for. Resolves, once the present one
   * is known, to whether it is another session of the same person.
   */
  onDoubt: () => Promise<boolean> = () => Promise.resolve(false);

  /** `basePath` begins and ends with a slash. */
  constructor(private readonly basePath: string) {}

  /** Position of the newest event that the server told this page of; undefined: of none yet. */
  get position(): string | undefined {
    return this.newest === 0n ? undefined : String(this.newest);
  }

  /** Takes note of a position; null: none was told. */
  saw(position: string | null): void {
    if (position !== null && BigInt(position) > this.newest) this.newest = BigInt(position);
  }

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
    const response = await this.ask(this.address(path, params), {}, signal);
    return readAnswer<Shape>(response, signal);
  }

  /**
   * Reads what follows the log a moment later, at least as new as this page knows of. Where it stays behind for longer
   * than the server waits, it is read as it is.
   * @throws ApiProblem, ConnectionLost
   */
  async readNewest<Shape>(path: string, { params, signal }: ReadOptions = {}): Promise<Shape> {
    const { position } = this;
    if (position === undefined) return this.read<Shape>(path, { params, signal });
    try {
      const answer = await this.read<Shape>(path, { params: { ...params, minPosition: position }, signal });
      this.onAge(false);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.code !== 'READ_MODEL_BEHIND') throw error;
      this.onAge(true);
      // What is not there yet is behind, not unknown.
      return this.read<Shape>(path, { params, signal }).catch(() => Promise.reject(error));
    }
  }

  /**
   * Sends JSON that changes something, with POST unless another method is named. An answer without content is
   * undefined.
   * @throws ApiProblem for a refusal, ConnectionLost when no answer came within 20 s: it may have been done, so
   *   a command is sent again with the same key.
   */
  async send<Shape>(path: string, options: SendOptions = {}): Promise<Shape> {
    const { params, signal, method = 'POST', body, key, version } = options;
    const headers = {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await this.ask(this.address(path, params), init, signal);
    if (response.status === 204) return undefined as Shape;
    return readAnswer<Shape>(response, signal);
  }

  /** Sends a file as it is. @throws ApiProblem, ConnectionLost */
  async upload<Shape>(path: string, file: Blob, { params, signal }: ReadOptions = {}): Promise<Shape> {
    const init = { method: 'POST', headers: { 'Content-Type': file.type }, body: file };
    return readAnswer<Shape>(await this.ask(this.address(path, params), init, signal), signal);
  }

  private async ask(address: string, init: RequestInit, given: AbortSignal | undefined): Promise<Response> {
    try {
      return await this.askOnce(address, init, given);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !doubtsSession(error)) throw error;
      const isStillThem = this.onDoubt();
      // Whoever proves in another window that it is them goes on under another token; nothing was done under this one.
      if (error.problem.code !== 'CROSS_SITE' || !(await isStillThem)) throw error;
      return this.askOnce(address, init, given);
    }
  }

  private async askOnce(
    address: string,
    init: RequestInit,
    given: AbortSignal | undefined,
  ): Promise<Response> {
    const patience = AbortSignal.timeout(PATIENCE);
    const headers = {
      Accept: 'application/json, application/problem+json',
      ...(init.method === undefined || this.csrfToken === null ? {} : { 'X-CSRF-Token': this.csrfToken }),
      ...init.headers,
    };
    try {
      const response = await fetch(address, {
        ...{ ...init, headers },
        signal: given === undefined ? patience : AbortSignal.any([given, patience]),
      });
      if (!response.ok) throw await problemOf(response);
      this.saw(response.headers.get('X-Position'));
      return response;
    } catch (error) {
      // What the caller gave up is not a lost connection.
      if (given?.aborted === true || error instanceof ApiProblem) throw error;
      throw new ConnectionLost('The server did not answer.', { cause: error });
    }
  }
}

async function readAnswer<Shape>(response: Response, signal: AbortSignal | undefined): Promise<Shape> {
  try {
    return (await response.json()) as Shape;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new ConnectionLost('The answer broke off.', { cause: error });
  }
}
