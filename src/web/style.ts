/** Contrast AA in both schemes, readable at 320 pixels, no movement. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--mark:#0a5a9c}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9da7b1;--line:#3d444d;--mark:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1rem 1rem 4rem;font:1.05rem/1.65 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
header{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:baseline;border-bottom:1px solid var(--line);padding-bottom:.6rem}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;margin:0;padding:0}
a{color:var(--mark)}nav a,header>a,.more{display:inline-block;min-height:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:1.6rem 0 .8rem}h2{font-size:1.2rem;margin:1.8rem 0 .4rem}
.text{white-space:pre-line}.soft{color:var(--soft)}.skip{position:absolute;left:-99rem}.skip:focus{position:static}
code{font:.9em/1.5 ui-monospace,monospace}img{max-width:100%;height:auto;border:1px solid var(--line);border-radius:.4rem}
.tight{white-space:nowrap}dt{font-weight:600;margin-top:.9rem}dd{margin:0}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}`;
