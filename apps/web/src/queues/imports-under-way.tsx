import { Link } from '@tanstack/react-router';
import { useWords } from '../app/use-words.js';
import { Failed, Loading } from '../ui/states.js';
import { Cleared } from './cleared.js';
import { useImportsUnderWay } from './use-queues.js';

export function ImportsUnderWay() {
  const { t } = useWords();
  const imports = useImportsUnderWay();
  if (imports.isPending) return <Loading />;
  if (imports.data === undefined)
    return <Failed error={imports.error} onRetry={() => void imports.refetch()} />;
  if (imports.data.length === 0) return <Cleared />;
  return (
    <ul className="queue-items">
      {imports.data.map(({ id, fileName, state, done, rows }) => (
        <li key={id} className="queue-item">
          <div>
            <strong>{fileName}</strong>
            <span className="dim line">
              {t(`imports/state/${state}`)} · {t('imports/progress', { done, rows })}
            </span>
          </div>
          <Link className="step-link" to="/import" search={{ batch: id }}>
            {t('queues/action/imports')}
          </Link>
        </li>
      ))}
    </ul>
  );
}
