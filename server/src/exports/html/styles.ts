import type { PageView } from './page-view.ts'

/** The two weights the page loads; they have Latin letters only, others come from the reader's own fonts. */
const fontFace = (weight: number): string =>
  `@font-face{font-family:"Resume Serif";src:url(/assets/resume-serif-5.3.1-${weight}.woff2) format("woff2");font-weight:${weight};font-display:swap;unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD}`

/** Paper and ink, the same tokens as the app; green means "verified" and nothing else. */
const TOKENS = `:root{color-scheme:light dark;--paper:light-dark(#faf9f5,#161613);--sheet:light-dark(#fffefb,#1d1d1a);--shade:light-dark(#f1efe8,#282824);--ink:light-dark(#1d1c19,#edeae2);--soft:light-dark(#5c5952,#aba79d);--line:light-dark(#dfdcd3,#363530);--strong:light-dark(#87837a,#7d796f);--green:light-dark(#1c6b41,#83cc9f);--green-wash:light-dark(#e7f2ea,#1b3226);--amber:light-dark(#855500,#e3b566);--amber-wash:light-dark(#faf0da,#352a14);--red:light-dark(#a12620,#f2958d);--red-wash:light-dark(#fbeae8,#3b201d);--grey:light-dark(#625f58,#aba79d);--serif:"Resume Serif","Source Serif Fallback",Georgia,"Times New Roman",serif;--sans:Inter,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
${fontFace(400)}
${fontFace(600)}
@font-face{font-family:"Source Serif Fallback";src:local("Georgia"),local("Times New Roman");size-adjust:98%;ascent-override:104%;descent-override:34%;line-gap-override:0%}`

const BASE = `*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:1rem/1.5 var(--serif);-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:anywhere}
h1,h2,h3,p,ul,dl,dd{margin:0;padding:0}
ul{list-style:none}
a{color:inherit;text-decoration-color:var(--strong);text-underline-offset:2px}
p[dir],h2[dir],small[dir]{text-align:match-parent}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px;border-radius:3px}
time,.tab{font-variant-numeric:tabular-nums}.row .tab{display:inline-block}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;inset-block-start:-4rem;inset-inline-start:1rem;padding:.5rem 1rem;background:var(--sheet);border:1px solid var(--ink);z-index:9}
.skip:focus{inset-block-start:1rem}
.shapes{position:absolute}
.mark{width:1rem;height:1rem;flex:none}
.rib{stroke:var(--sheet)}
.tool{font-family:var(--sans);font-size:.875rem;line-height:1.25rem}
.soft{color:var(--soft)}
.green{color:var(--green)}.ink{color:var(--ink)}.bare,.grey{color:var(--grey)}.amber{color:var(--amber)}.red{color:var(--red)}`

const SHEET = `.page{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.sheet{background:var(--sheet);border:1px solid var(--line);border-block-start:4px solid var(--accent);border-radius:6px;padding:1.5rem 1rem 2rem}
.head h1{font-size:1.9375rem;line-height:2.5rem;font-weight:600;text-wrap:balance}
.headline{font-size:1.25rem;line-height:1.75rem}
.contact{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1rem;margin-block-start:.5rem}
.contact a,.links a{display:inline-block;padding-block:.125rem}
.sum{display:flex;gap:.5rem;margin-block-start:1rem;font-weight:500}
.sum .soft{font-weight:400}
.sum .mark{width:1.25rem;height:1.25rem}
.prose{max-width:70ch;white-space:pre-line}
.sec{margin-block-start:1.75rem}
.sec>h2{font:600 .875rem/1.25rem var(--sans);padding-block-end:.25rem;border-block-end:1px solid var(--accent);margin-block-end:.25rem}
.group{font:600 .75rem/1rem var(--sans);color:var(--soft);margin-block-start:.75rem}
.row{position:relative;display:flex;flex-direction:column;gap:.375rem;padding-block:.75rem;border-block-end:1px solid var(--line)}
.row:last-child{border-block-end:0}
.row h3{font-size:1rem;line-height:1.5rem;font-weight:600}
.row .prose{margin-block-start:.25rem}
.own{margin-block-start:.5rem;padding-inline-start:.75rem;border-inline-start:2px solid var(--line)}
.notice{margin-block-start:.25rem;color:var(--amber)}
.dots{display:inline-flex;gap:.25rem;vertical-align:middle;margin-inline-end:.375rem}
.dots i{width:.5rem;height:.5rem;border:1px solid var(--ink);border-radius:99px}
.dots .on{background:var(--ink)}
.foot{max-width:60rem;margin:0 auto;padding:1rem;display:grid;gap:.75rem}
.foot summary{cursor:pointer;width:fit-content;padding-block:.25rem;text-decoration:underline;text-decoration-color:var(--strong);text-underline-offset:2px}
.legend{display:grid;gap:.5rem;margin-block-start:.5rem}
.legend li{display:flex;gap:.5rem}
.legend .mark{margin-block-start:.125rem}
.button{display:inline-block;font:600 .875rem/1.25rem var(--sans);padding:.625rem 1rem;border:1px solid var(--ink);border-radius:6px;background:var(--ink);color:var(--paper);text-decoration:none;cursor:pointer}
.button.quiet{background:none;color:var(--ink);border-color:var(--strong)}
.print{display:none}
@media(min-width:48rem){.page{padding-block:2.5rem}.sheet{padding:2.5rem 3rem 3rem}.row{display:grid;grid-template-columns:minmax(0,1fr) 11rem;column-gap:1.5rem}.pill{justify-self:end}}`

/** The seal in the margin; opening it shows who, when and the checks, over the page. */
const SEALS = `.pill>summary{display:inline-flex;align-items:center;gap:.375rem;min-height:1.75rem;padding:.125rem .5rem;font:500 .75rem/1rem var(--sans);border:1px solid color-mix(in srgb,currentColor 45%,transparent);border-radius:6px;cursor:pointer;list-style:none}
.pill>summary::-webkit-details-marker{display:none}
.pill>summary:hover{border-color:currentColor}
.pill>.green{background:var(--green-wash)}.pill>.amber{background:var(--amber-wash)}.pill>.red{background:var(--red-wash)}
.pill>.bare{border-color:transparent;padding-inline:0;text-decoration:underline dotted;text-underline-offset:4px}
.panel{margin-block-start:.5rem;padding:1rem;background:var(--sheet);border:1px solid var(--strong);border-radius:6px;font:.875rem/1.25rem var(--sans)}
.panel h4{margin:1rem 0 0;font-size:.875rem}
.panel .proof+.proof{margin-block-start:1.25rem;border-block-start:1px solid var(--line)}
.facts{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin-block-start:.75rem}
.facts dt{color:var(--soft)}
.checks li{display:grid;grid-template-columns:1rem minmax(0,1fr) auto;gap:.125rem .5rem;padding-block:.375rem;border-block-end:1px solid var(--line)}
.checks li:last-child{border:0}
.checks small{grid-column:2/-1;color:var(--soft);font-size:.75rem;line-height:1rem}
.checks span{font-size:.75rem}
.again{margin-block-start:1rem;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
.again .button{padding:.375rem .75rem}
.again a{padding-block:.25rem}
.result{flex-basis:100%}
@media(min-width:48rem){.pill[open]>.panel{position:absolute;inset-inline-end:0;inset-block-start:calc(100% - .5rem);width:min(32rem,100%);z-index:2;box-shadow:0 12px 40px light-dark(rgb(29 28 25/16%),rgb(0 0 0/60%))}}
@media(forced-colors:active){.mark{forced-color-adjust:preserve-parent-color}}`

const FORMS = `.gate{max-width:30rem;margin:0 auto;padding:4rem 1rem}
.gate h1{font-size:1.5625rem;line-height:2rem;font-weight:600}
.gate p{margin-block-start:.75rem}
.gate form{display:grid;gap:.5rem;margin-block-start:1.5rem;justify-items:start}
.gate label{font:600 .875rem/1.25rem var(--sans)}
.gate input{width:100%;font:1rem/1.5rem var(--sans);padding:.5rem .75rem;color:var(--ink);background:var(--sheet);border:1px solid var(--strong);border-radius:6px}
.gate input[aria-invalid]{border-color:var(--red)}
.gate .button{margin-block-start:.5rem}
.gate .linklike{font-family:inherit;color:inherit;background:none;border:0;padding:.25rem 0;text-decoration:underline;cursor:pointer}`

const TEMPLATES = {
  classic: '.head{text-align:start}',
  modern: `.sheet{border-block-start:0;border-inline-start:6px solid var(--accent)}.head h1,.row h3{font-family:var(--sans)}.sec>h2{border:0}
@media(min-width:60rem){.sec{display:grid;grid-template-columns:10rem minmax(0,1fr);column-gap:2rem;border-block-start:1px solid var(--line);padding-block-start:.75rem}.sec>h2{margin-block-start:.75rem}.sec>*{grid-column:2}.sec>p{margin-block-start:.75rem}.sec>h2{grid-column:1;grid-row:1}}`,
  compact: `html{font-size:93.75%}.sheet{border-block-start-width:2px}.head h1{font-size:1.5625rem;line-height:2rem}.headline{font-size:1rem;line-height:1.5rem}.sec{margin-block-start:1.25rem}.row{padding-block:.375rem;gap:.25rem}
@media(min-width:48rem){.sheet{padding:1.75rem 2rem 2rem}}`,
} as const

const printed = (
  paper: string,
): string => `@media print{@page{size:${paper};margin:16mm 15mm}:root{color-scheme:light}html{background:none;font-size:10.5pt}
.page,.sheet,.foot{max-width:none;padding:0;border:0}.sheet{background:none}.row{grid-template-columns:minmax(0,1fr) 9rem;break-inside:avoid;padding-block:.375rem}
.sec>h2{break-after:avoid}.panel,.hint,.foot details,.screen,.skip{display:none}.pill>summary{background:none;border-color:transparent;padding:0;min-height:0;text-decoration:none}
.print{display:block}.mark,.dots i,.sum{print-color-adjust:exact}a{text-decoration:none}}`

/** The whole style of one page, to stand in its head: the policy of the page names its hash. */
export function pageStyles(settings: Pick<PageView['settings'], 'template' | 'accent' | 'paper'>): string {
  const accent = /^#[0-9a-f]{6}$/i.test(settings.accent) ? settings.accent : '#1d1c19'
  const paper = settings.paper === 'Letter' ? 'letter' : 'A4'
  return [`${TOKENS}:root{--accent:${accent}}`, BASE, SHEET, SEALS, TEMPLATES[settings.template] ?? '', printed(paper)].join('\n')
}

/** The style of a page that asks or says something instead of showing a resume. */
export const plainStyles = [`${TOKENS}:root{--accent:var(--line)}`, BASE, SHEET, FORMS].join('\n')
