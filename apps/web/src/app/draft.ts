import type { Body } from '../log/schema.js';

/** A form as it was left: kept for as long as the window is open, also when the page is loaded anew. */
export interface Draft {
  readonly body: Body;
  /** Id of the command, once it was sent: sent again with it, it is recorded once. */
  readonly key?: string | undefined;
  /** Version of the record that it was written for. */
  readonly version?: number | undefined;
  /** Sent, and no answer came: it may have been recorded. */
  readonly unanswered?: boolean | undefined;
}

/** Name of the form of a step: of a record, or of one that is to be made. */
export const draftName = (kind: string, record: { readonly id: string } | undefined, step: string): string =>
  `${record === undefined ? kind : `${kind}/${record.id}`}/${step}`;

let owner = '';

/** Whose drafts are meant from now on: whoever signs in after somebody else in one window finds their own alone. */
export function draftsAreOf(userId: string): void {
  owner = userId;
}

const keyOf = (name: string): string => `draft:${owner}/${name}`;

export function readDraft(name: string): Draft | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as Draft);
  } catch {
    return undefined;
  }
}

/** Keeps a draft, or forgets it. Where the browser keeps nothing, it lasts as long as the page. */
export function keepDraft(name: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // Nothing is lost but what a reload would have kept.
  }
}
