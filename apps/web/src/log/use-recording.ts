import { useEffect, useRef, useState } from 'react';
import type { CommandAnswer, CommandPreview, Problem, Proposal } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { keepDraft, readDraft } from '../app/draft.js';
import { untilAnswered } from './deliver.js';
import { bodyToSend, type Body } from './schema.js';

type Warnings = CommandPreview['warnings'];

export type Recording =
  | { readonly state: 'editing' | 'checking' | 'sending' | 'lost' }
  | { readonly state: 'warned'; readonly warnings: Warnings }
  | { readonly state: 'refused'; readonly problem: Problem }
  | { readonly state: 'broken' };

export type Recorded =
  | { readonly answer: CommandAnswer; readonly proposal?: undefined }
  | { readonly proposal: Proposal; readonly answer?: undefined };

/** What is proposed, or the proposal that gets another text. */
export type Proposing =
  { readonly command: string; readonly kind: string; readonly recordId: string } | { readonly id: string };

function propose(proposing: Proposing, { input, key }: { input: Body; key: string }): Promise<Proposal> {
  if ('id' in proposing) {
    return api.send<Proposal>(`/proposals/${proposing.id}`, { method: 'PUT', body: { input } });
  }
  return api.send<Proposal>('/proposals', { key, body: { ...proposing, input } });
}

interface Target {
  /** Under which the form is kept. */
  readonly name: string;
  /** Path of the command below /api. */
  readonly path: string;
  readonly initial: Body;
  readonly version?: number | undefined;
  /** Set where the command needs somebody else's approval. */
  readonly proposal?: Proposing | undefined;
  readonly onRecorded: (recorded: Recorded, body: Body) => void;
}

/**
 * A form that becomes a command: looked at first (dry run), recorded at once unless there are warnings, sent again
 * with the same id when no answer comes, and kept until it is recorded.
 */
export function useRecording(target: Target) {
  const { name, path, initial, version, proposal, onRecorded } = target;
  const [draft, setDraft] = useState(() => readDraft(name) ?? { body: initial });
  const [recording, setRecording] = useState<Recording>({
    state: draft.unanswered === true ? 'lost' : 'editing',
  });
  const hurry = useRef(new EventTarget());
  const giveUp = useRef<AbortController>(null);

  const keep = (next: typeof draft) => {
    setDraft(next);
    keepDraft(name, next);
  };
  const record = async (body: Body, key: string): Promise<void> => {
    const control = new AbortController();
    giveUp.current = control;
    // Before anything is sent: a page that is loaded anew goes on with the same id.
    keep({ body, key, version, unanswered: true });
    setRecording({ state: 'sending' });
    const onLost = () => setRecording({ state: 'lost' });
    const options = { key, ...(version === undefined ? {} : { version }) };
    const send = async (): Promise<Recorded> =>
      proposal === undefined
        ? { answer: await api.send<CommandAnswer>(path, { ...options, body }) }
        : { proposal: await propose(proposal, { input: body, key }) };
    try {
      const recorded = await untilAnswered(send, { signal: control.signal, hurry: hurry.current, onLost });
      keepDraft(name, undefined);
      onRecorded(recorded, body);
    } catch (error) {
      if (control.signal.aborted) setRecording({ state: 'editing' });
      else refuse(error, body);
    }
  };
  const refuse = (error: unknown, body: Body) => {
    keep({ body });
    setRecording(
      error instanceof ApiProblem ? { state: 'refused', problem: error.problem } : { state: 'broken' },
    );
  };
  const submit = async (said: Body = {}): Promise<void> => {
    const body = bodyToSend({ ...draft.body, ...said });
    // A command that may have been recorded keeps its id: recorded once, whatever becomes of it.
    const key = draft.key ?? crypto.randomUUID();
    const warned = recording.state === 'warned';
    keep({ ...draft, body });
    if (proposal === undefined && !warned && draft.key === undefined) {
      const control = new AbortController();
      giveUp.current = control;
      setRecording({ state: 'checking' });
      const look = () =>
        api.send<CommandPreview>(path, {
          ...{ body, params: { dryRun: 'true' } },
          ...(version === undefined ? {} : { version }),
        });
      const onLost = () => setRecording({ state: 'lost' });
      try {
        const { warnings } = await untilAnswered(look, {
          signal: control.signal,
          hurry: hurry.current,
          onLost,
        });
        if (warnings.length > 0) return setRecording({ state: 'warned', warnings });
      } catch (error) {
        if (control.signal.aborted) return setRecording({ state: 'editing' });
        return refuse(error, body);
      }
    }
    await record(body, key);
  };

  const resume = useRef(() => {
    const { unanswered, key, body } = draft;
    if (unanswered === true && key !== undefined) void record(body, key);
  });
  useEffect(() => {
    resume.current();
    return () => giveUp.current?.abort();
  }, []);

  return {
    body: draft.body,
    recording,
    change: (body: Body) => {
      keep({ ...draft, body, unanswered: false });
      if (recording.state === 'warned') setRecording({ state: 'editing' });
    },
    submit: () => void submit(),
    /** Submits with a further word, such as that it is not a duplicate. */
    submitAs: (said: Body) => void submit(said),
    tryNow: () => hurry.current.dispatchEvent(new Event('now')),
    stop: () => giveUp.current?.abort(),
    forget: () => {
      keepDraft(name, undefined);
      setDraft({ body: initial });
      setRecording({ state: 'editing' });
    },
  };
}
