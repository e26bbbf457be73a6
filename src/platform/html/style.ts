import { createHash } from 'node:crypto';

const text = `:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--paper:#fff;--soft:#f6f8fa;--accent:#1c5d99;--bad:#a40e26;--good:#116329}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--quiet:#9da7b1;--line:#3d444d;--paper:#0d1117;--soft:#161b22;--accent:#79b8ff;--bad:#ff9492;--good:#7ee787}}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--paper);font:1rem/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:42rem;margin:0 auto;padding:1rem}
header{border-bottom:1px solid var(--line)}
.brand{font-weight:600;color:inherit;text-decoration:none}
footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.875rem}
footer address{font-style:normal}
footer nav a{margin-inline-end:1rem;display:inline-block;padding:.25rem 0}
a{color:var(--accent)}
a[rel~=external]::after{content:"\\2009\\2197"}
h1{font-size:1.75rem;line-height:1.2;margin:1.5rem 0 1rem}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
.skip{position:absolute;inset-inline-start:-999rem}
.skip:focus{inset-inline-start:1rem;top:.5rem;background:var(--paper);padding:.5rem}
.quiet,.why{color:var(--quiet);font-size:.875rem}
.problem{border-inline-start:.25rem solid var(--bad);padding:.5rem 1rem;background:var(--soft)}
.good{border-inline-start:.25rem solid var(--good);padding:.5rem 1rem;background:var(--soft)}
label{display:block;font-weight:600}
.choice label{display:inline}
.field{margin:1.25rem 0}
.parts{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:0 1rem}
.parts legend{padding:0;font-weight:600}
.parts .field{width:6rem;margin:.5rem 0}
.field .optional{font-weight:400;color:var(--quiet)}
input,select,textarea{width:100%;font:inherit;color:inherit;background:var(--paper);padding:.5rem;border:1px solid var(--quiet);border-radius:.25rem}
input[type=checkbox],input[type=radio]{width:auto}
[aria-invalid=true]{border-color:var(--bad);border-width:2px}
.field .fault{color:var(--bad);margin:.25rem 0}
button{font:inherit;font-weight:600;padding:.625rem 1.25rem;border:0;border-radius:.25rem;background:var(--accent);color:var(--paper);cursor:pointer}
button.plain{background:none;color:var(--accent);border:1px solid var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
details{margin:.25rem 0}
summary{cursor:pointer;font-size:.875rem;color:var(--quiet)}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{text-align:start;vertical-align:top;padding:.5rem .5rem .5rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th[scope=row]{width:35%}
.scroll{overflow-x:auto}
.state{font-weight:600;white-space:nowrap}
.held{color:var(--good)}.broken{color:var(--bad)}
code{overflow-wrap:anywhere}
.words{white-space:pre-line}
.whole{white-space:pre-wrap;overflow-wrap:anywhere}
.qr{display:block;width:100%;max-width:24rem;height:auto;margin:1rem 0}
.carried{font:.875rem/1.7 ui-monospace,monospace;overflow-wrap:anywhere}
.count{position:absolute}
@media print{header,footer nav,button,.skip,.unprinted{display:none}}
`;

/** The one stylesheet of the public pages; its path changes with its content, so it may be cached for ever. */
export const style = { text, path: `/style-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.css` };
