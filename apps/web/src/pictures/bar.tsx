import './pictures.css';

interface BarProps {
  /** From 0 to 1. */
  readonly share: number;
  readonly tone?: 'count' | 'sum' | 'unknown';
  readonly align?: 'left' | 'centre';
}

const LEAST = 0.6;

/** A share as a length; the words beside it say the same. */
export function Bar({ share, tone = 'count', align = 'left' }: BarProps) {
  const width = share <= 0 ? 0 : Math.max(LEAST, Math.min(1, share) * 100);
  return (
    <svg className="picture-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="picture-ground" width="100" height="10" />
      <rect
        className={`picture-${tone}`}
        x={align === 'centre' ? (100 - width) / 2 : 0}
        width={width}
        height="10"
      />
    </svg>
  );
}
