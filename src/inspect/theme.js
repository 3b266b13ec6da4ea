// Runs before the page is drawn, so that it does not flash.
"use strict";
(() => {
  let kept = null;
  try { kept = localStorage.getItem("offprint-theme"); } catch { /* nothing is kept here */ }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = kept ?? (dark ? "dark" : "light");
})();
