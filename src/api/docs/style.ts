/** Contrast AA in both schemes, one column on a phone, three on a desk; no movement. */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--mark:#0a5a9c;--write:#8a3b00;--code:#f6f8fa}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9da7b1;--line:#3d444d;--mark:#79b8ff;--write:#ffa657;--code:#161b22}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
.page{max-width:88rem;margin:0 auto;padding:1rem 1rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0 .8rem}h2{font-size:1.45rem;margin:3rem 0 .5rem}h2::first-letter,nav summary{text-transform:capitalize}
h3{font-size:1.12rem;line-height:1.35;margin:0 0 .3rem}h4{font-size:.95rem;margin:1.1rem 0 .3rem}
p{margin:.4rem 0}.intro{max-width:46rem}.soft{color:var(--soft)}
a{color:var(--mark)}nav a{display:block;padding:.2rem 0;text-decoration:none}nav a:hover{text-decoration:underline}
nav ul{list-style:none;margin:0;padding:0 0 0 .8rem}nav>ul{padding:0}nav summary{cursor:pointer;padding:.25rem 0;font-weight:600}
article{border-top:1px solid var(--line);padding:1.4rem 0 1.6rem}
.call{font:600 .95rem/1.5 ui-monospace,monospace;margin:.2rem 0 .5rem}.read{color:var(--mark)}.write{color:var(--write)}
code,pre{font:.88rem/1.55 ui-monospace,monospace}
pre{margin:.3rem 0;overflow:auto;max-height:24rem;background:var(--code);border:1px solid var(--line);border-radius:.5rem;padding:.8rem;overflow-wrap:normal}
dl{margin:.2rem 0}dt{margin-top:.55rem}dt b{font-weight:600}dd{margin:0}
.fields div{display:flex;flex-wrap:wrap;column-gap:.8rem;padding:.28rem 0;border-bottom:1px solid var(--line)}.fields dt{margin:0}.fields dd{color:var(--soft)}
.need{color:var(--write);font-size:.85rem}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:.2rem}
@media (min-width:60rem){
.page{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:2.5rem;padding-top:2rem}
nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;padding:1rem 0 2rem;font-size:.93rem;align-self:start}}
@media (min-width:76rem){.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2.5rem}.two>div>h4:first-child{margin-top:.3rem}}
@media print{nav{display:none}}`;
