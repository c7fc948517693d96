import type { SummaryGroup } from '#contracts';
import { KZ_REGIONS } from '#domain';
import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';
import { TableView } from '../pictures/table-view.js';
import { REGION_TILES } from './region-tiles.js';
import { SHORT_REGIONS } from './short-regions.js';

interface RegionMapProps {
  readonly groups: readonly SummaryGroup[];
  readonly chosen: string | undefined;
  readonly onChoose: (region: string | undefined) => void;
}

const SHADES = 4;
/** Where the long adjectives break, if they have to. */
const SOFT_HYPHEN = '\u00AD';
const GENERIC = /\s*(?:Region|облысы|область|州)\s*|\s*\(.*\)/gu;

/** A name without the word for region, which all of them share, unless a city has the same. */
const shortName = (name: string, cities: ReadonlySet<string>): string => {
  const short = name.replace(GENERIC, '');
  return cities.has(short) && short !== name
    ? name
    : short.replace(/(дин)?(ская)$/u, `${SOFT_HYPHEN}$1${SOFT_HYPHEN}$2`);
};

/** Counts by region on squares placed like the map; a square filters the list, a second press takes it back. */
export function RegionMap({ groups, chosen, onChoose }: RegionMapProps) {
  const { t, language } = useWords();
  const counts = new Map(groups.map(({ key, count }) => [key, count]));
  const tiles = KZ_REGIONS.map(({ code }) => ({
    ...{ code, name: formatRegion(code, language), count: counts.get(code) ?? 0 },
  }));
  const cities = new Set(
    KZ_REGIONS.filter(({ type }) => type === 'city').map(({ code }) => formatRegion(code, language)),
  );
  const most = Math.max(1, ...tiles.map(({ count }) => count));
  const unknown = counts.get('unknown') ?? 0;
  const outside = groups
    .filter(({ key }) => key !== 'unknown' && !key.startsWith('KZ-'))
    .reduce((all, { count }) => all + count, 0);
  const toggle = (code: string) => onChoose(code === chosen ? undefined : code);
  return (
    <section aria-labelledby="by-region" className="panel">
      <h2 id="by-region" className="small-heading">
        {t('pictures/map/heading')}
      </h2>
      <p className="dim panel-note">{t('pictures/map/note')}</p>
      <ul className="tiles" aria-label={t('pictures/map/label')}>
        {tiles.map(({ code, name, count }) => (
          <li key={code} className={`tile-at-${REGION_TILES[code]?.join('-') ?? ''}`}>
            <button
              type="button"
              className={`tile tile-${count === 0 ? 0 : Math.ceil((count / most) * SHADES)}`}
              aria-pressed={code === chosen}
              title={t('pictures/map/tile', { name, count })}
              onClick={() => toggle(code)}
            >
              <span className="tile-name">{shortName(name, cities)}</span>{' '}
              {SHORT_REGIONS[language][code] !== undefined && (
                <span className="tile-short" aria-hidden="true">
                  {SHORT_REGIONS[language][code]}
                </span>
              )}
              <span className="tile-count">{count}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="map-rest">
        <button
          type="button"
          className="map-unknown"
          aria-pressed={chosen === 'unknown'}
          onClick={() => toggle('unknown')}
        >
          {t('pictures/map/unknown', { count: unknown })}
        </button>
        {outside > 0 && <span className="dim">{t('pictures/map/outside', { count: outside })}</span>}
      </p>
      <TableView
        label={t('pictures/map/label')}
        columns={[t('pictures/map/region'), t('pictures/map/records')]}
        rows={[
          ...tiles.map(({ name, count }) => [name, String(count)]),
          [t('portfolio/filters/unknownRegion'), String(unknown)],
        ]}
      />
    </section>
  );
}
