import { Link } from '@tanstack/react-router';
import type { PortfolioSummary } from '#contracts';
import type { PortfolioSearch } from '../app/searches.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';
import { FunnelPicture } from '../pictures/funnel.js';
import { Failed, Loading } from '../ui/states.js';
import { useFunnel } from './use-portfolio.js';

interface SessionProps {
  readonly id: string;
  readonly search: PortfolioSearch;
  /** Name of the collection where the figures have it. */
  readonly claims: PortfolioSummary['claims'];
}

/** What became of what was signed at a session, or of the members of the chosen collection. */
export function SessionPanel({ id, search, claims }: SessionProps) {
  const { t, language } = useWords();
  const funnel = useFunnel(id, search);
  const named = funnel.data ?? claims.find(({ collectionId }) => collectionId === id);
  const title = named === undefined ? undefined : pickText(named.titles, language);
  return (
    <section aria-labelledby="funnel" className="panel">
      <h2 id="funnel" className="small-heading">
        {t('pictures/funnel/heading')}
      </h2>
      {named !== undefined && (
        <Link to="/collections/$id" params={{ id: named.publicId }} className="link" lang={title?.language}>
          {title?.text}
        </Link>
      )}
      {funnel.isPending && <Loading />}
      {funnel.isError && funnel.data === undefined && (
        <Failed error={funnel.error} onRetry={() => void funnel.refetch()} />
      )}
      {funnel.data !== undefined && <FunnelPicture funnel={funnel.data} />}
    </section>
  );
}
