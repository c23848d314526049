/**
 * uPlot formats with the browser's language as it loads, and throws where that is none: a browser that was started with the locale of
 * POSIX says `en-US@posix`. To be imported before it.
 */
function soundLocale(page: { language: string }): void {
  try {
    Intl.getCanonicalLocales(page.language);
  } catch {
    Object.defineProperty(page, 'language', { value: 'en', configurable: true });
  }
}

soundLocale(navigator);
