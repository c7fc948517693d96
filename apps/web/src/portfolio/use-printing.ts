import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Whether the page is being printed; what depends on it is drawn before the browser lays the paper out. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    const change = () => flushSync(() => setPrinting(print.matches));
    print.addEventListener('change', change);
    return () => print.removeEventListener('change', change);
  }, []);
  return isPrinting;
}
