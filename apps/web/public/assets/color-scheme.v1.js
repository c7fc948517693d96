/* global document, localStorage, matchMedia */
// Sets light or dark before the first paint, so that nothing flashes. A file of its own: the content security
// policy refuses inline script. Its name bears a version because it is served as unchanging.
(function () {
  const chosen = () => {
    try {
      return localStorage.getItem('mantine-color-scheme-value');
    } catch {
      return null;
    }
  };
  const scheme = chosen();
  const dark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
