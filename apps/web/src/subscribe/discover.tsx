import { useWords } from '../app/use-words.js';
import { feedAddress } from './feed-addresses.js';

/** Lets browsers and readers find the feed of the page by the page's own address. */
export function DiscoverFeed({ path, title }: { readonly path: string; readonly title: string }) {
  const { language } = useWords();
  const href = feedAddress('atom', path, { lang: language });
  return <link rel="alternate" type="application/atom+xml" title={title} href={href} />;
}
