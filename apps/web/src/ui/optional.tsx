import { CatchBoundary } from '@tanstack/react-router';
import { Suspense, type ReactNode } from 'react';

interface OptionalProps {
  readonly children: ReactNode;
  /** Shown until it is fetched, and where it cannot be. */
  readonly instead?: ReactNode;
}

/** A part that is fetched when it is wanted; without a connection the page stays as it is, less that part. */
export function Optional({ children, instead = null }: OptionalProps): ReactNode {
  return (
    <CatchBoundary getResetKey={() => ''} errorComponent={() => instead}>
      <Suspense fallback={instead}>{children}</Suspense>
    </CatchBoundary>
  );
}
