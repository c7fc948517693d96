import { useWords } from '../app/use-words.js';
import { FunnelPicture } from '../pictures/funnel.js';
import { useFunnel } from '../portfolio/use-portfolio.js';
import { Failed, Loading } from '../ui/states.js';
import type { Moment } from './use-history.js';

/** What became of the members of a collection. What is claimed of the whole is not part of it. */
export function MemberFunnel({ id, moment }: { id: string; moment: Moment }) {
  const { t } = useWords();
  const funnel = useFunnel(id, moment);
  return (
    <section aria-labelledby="funnel">
      <h2 id="funnel" className="heading">
        {t('pictures/funnel/heading')}
      </h2>
      {funnel.isPending && <Loading />}
      {funnel.isError && <Failed error={funnel.error} onRetry={() => void funnel.refetch()} />}
      {funnel.data !== undefined && <FunnelPicture funnel={funnel.data} />}
    </section>
  );
}
