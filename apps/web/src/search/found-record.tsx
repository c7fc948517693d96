import type { RegisterItem } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';
import { pickText } from '../format/text.js';
import { HeadlineBadge } from '../ui/status.js';

/** A record in one line: enough to tell it from another of the same name. */
export function FoundRecord({ item }: { item: RegisterItem }) {
  const { t, language } = useWords();
  const title = pickText(item.titles, language);
  const places = item.regions.map((code) => formatRegion(code, language)).join(', ');
  return (
    <span className="found">
      <span>
        <strong lang={title?.language}>{title?.text}</strong>
        <span className="dim line">
          {[t(`kind/${item.aggregate}`), item.publicId, places].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
      <HeadlineBadge headline={item.headline} aggregate={item.aggregate} />
    </span>
  );
}
