import { useQuery } from '@tanstack/react-query';
import type { Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { CommandForm } from './command-form.js';
import type { Body } from './schema.js';
import type { Recorded } from './use-recording.js';

const INITIAL: Readonly<Record<Kind, Body>> = {
  project: { location: { country: 'KZ' }, classifications: [{ scheme: 'sector' }] },
  agreement: { classifications: [{ scheme: 'sector' }] },
  collection: { kind: 'councilSession' },
};

interface RegisterProps {
  readonly kind: Kind;
  readonly onRecorded: (recorded: Recorded) => void;
  readonly onCancel: () => void;
}

/** The form of a new record. Its shape is the domain's own, fetched when it is asked for. */
export function Register({ kind, onRecorded, onCancel }: RegisterProps) {
  const { t } = useWords();
  const shape = useQuery({
    queryKey: ['registration', kind],
    queryFn: async () => (await import('./registration-schema.js')).registrationSchema(kind),
    staleTime: Infinity,
  });
  if (shape.isError) return <Failed error={shape.error} onRetry={() => void shape.refetch()} />;
  if (shape.data === undefined) return <Loading />;
  const { name, schema } = shape.data;
  return (
    <section aria-labelledby="step">
      <h2 id="step" className="heading">
        {t(`log/register/${kind}`)}
      </h2>
      <CommandForm
        {...{ kind, schema, onRecorded, onCancel }}
        command={{ name, path: '', phaseIds: null, needsApproval: false }}
        initial={INITIAL[kind]}
      />
    </section>
  );
}
