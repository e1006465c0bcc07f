#include "sync/publish/report_style.hpp"

namespace bildungskiosk::publish {

const PhaseStyle& phase_style(offer::Phase phase) {
  constexpr std::string_view kDark = "#13202B";
  constexpr std::string_view kLight = "#FFFFFF";
  static constexpr std::array<PhaseStyle, offer::kAllPhases.size()> kStyles = {{
      {"#F7941E", kDark, {1, 1, 1, 1}, 0.5},
      {"#A62817", kLight, {0, 0, 0, 0}, 0.0},
      {"#6BB8F0", kDark, {1, 1, 0, 0}, 0.5},
      {"#0E574F", kLight, {0, 1, 0, 0}, 1.0},
      {"#2C49C4", kLight, {1, 1, 1, 0}, 0.5},
      {"#FABACB", kDark, {1, 0, 1, 0}, 0.5},
      {"#4B1A5E", kLight, {0, 0, 1, 1}, 0.5},
      {"#CBE89A", kDark, {0, 1, 1, 0}, 0.5},
  }};
  return kStyles.at(static_cast<std::size_t>(phase));
}

std::string_view style_sheet() {
  return R"css(
:root {
  --ground: #EFF2F2; --surface: #FFFFFF; --text: #13202B; --text-2: #46535E; --line: #C3CCD1; --rule: #DCE3E6;
  --primary: #0F2E45; --sun: #FFD23F; --chosen: #DCE9F5; --edge: #698DAC; --error: #A32015; --error-tint: #FBE6E2;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.5 Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  font-feature-settings: "tnum", "cv05"; hyphens: auto; print-color-adjust: exact; -webkit-print-color-adjust: exact;
}
.page { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem 3rem; }
header { background: var(--primary); color: #FFFFFF; margin-bottom: 2rem; border-bottom: .4rem solid var(--sun); }
header .page { padding-top: 2.6rem; padding-bottom: 2.2rem; display: flex; gap: 2rem; align-items: center;
  justify-content: space-between; }
header p { margin: 0; color: #D5E2EC; }
header .shapes { flex: none; width: 11rem; }
h1, h2, h3 { line-height: 1.15; letter-spacing: -.015em; text-wrap: balance; hyphens: manual; }
h1 { font-size: 2.3rem; margin: .2rem 0 .5rem; }
h2 { font-size: 1.5rem; margin: 0 0 .4rem; }
h3 { font-size: 1.05rem; letter-spacing: 0; margin: 0 0 .5rem; }
p, li { max-width: 44rem; }
p { margin: 0 0 .9rem; }
.lead, .note { color: var(--text-2); }
.note { font-size: .875rem; }
section { background: var(--surface); border-radius: 20px; padding: 1.7rem 1.8rem; margin: 0 0 1.4rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.6rem, 1fr)); gap: 1rem; margin: 0 0 1.4rem;
  padding: 0; }
.figures div { background: var(--surface); border-radius: 20px; padding: 1.1rem 1.2rem 1rem; }
.figures dt { color: var(--text-2); font-size: .875rem; line-height: 1.3; }
.figures dd { margin: 0 0 .1rem; font-size: 2rem; font-weight: 700; letter-spacing: -.02em; line-height: 1.15; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
ul { margin: 0; padding-left: 1.2rem; }
li { margin: 0 0 .4rem; }
li::marker { color: var(--edge); }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(23rem, 1fr)); gap: 2rem 2.6rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: left; font-weight: 700; padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: middle; padding: .36rem .7rem .36rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 400; }
thead th { font-size: .8125rem; color: var(--text-2); vertical-align: bottom; border-bottom: 1px solid var(--line);
  line-height: 1.25; }
tr > :last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.sum > * { font-weight: 700; border-top: 1px solid var(--line); }
.bar { width: 40%; min-width: 6rem; }
.bar svg { display: block; width: 100%; height: .9rem; }
.mark { width: 1.05rem; height: 1.05rem; vertical-align: -.16rem; margin-right: .6rem; }
.matrix { table-layout: fixed; }
.matrix th:first-child { width: 22%; }
.matrix td, .matrix thead th:not(:first-child) { text-align: center; padding: .2rem .1rem; }
.matrix thead th:not(:first-child) { font-size: .6875rem; }
.matrix thead .mark { display: block; margin: 0 auto .35rem; width: 1.3rem; height: 1.3rem; }
.matrix td span { display: block; border-radius: 7px; padding: .3rem .1rem; font-variant-numeric: tabular-nums; }
.matrix td .gap { box-shadow: inset 0 0 0 1.5px var(--error); color: var(--error); font-weight: 700; }
.scroll { overflow-x: auto; }
figure { margin: 0 0 .6rem; }
figure svg { display: block; width: 100%; height: auto; }
figure text { font: 13px Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: var(--text); }
figure .soft { fill: var(--text-2); }
h4 { font-size: .9375rem; margin: .9rem 0 .2rem; }
details { margin: .7rem 0 0; font-size: .9375rem; }
summary { cursor: pointer; color: var(--primary); font-weight: 600; padding: .2rem 0; }
summary:focus-visible { outline: 3px solid var(--sun); outline-offset: 3px; border-radius: 4px; }
details table { margin-top: .5rem; }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; list-style: none; padding: 0; margin: 0 0 .8rem; font-size: .875rem; }
.key i { display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; margin-right: .45rem;
  vertical-align: -.06rem; }
.broken { background: var(--error-tint); border-radius: 14px; padding: .9rem 1.1rem; margin: 0 0 1rem; }
.broken strong { color: var(--error); }
.source + .source { margin-top: 1.6rem; padding-top: 1.4rem; border-top: 1px solid var(--rule); }
code { font: .875rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; hyphens: none; }
.findings li { overflow-wrap: anywhere; hyphens: none; }
footer { color: var(--text-2); font-size: .875rem; }
@media (max-width: 40rem) {
  header .shapes { display: none; }
  section { padding: 1.2rem 1.1rem; }
  .grid { grid-template-columns: 1fr; }
}
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  html { font-size: 10.5pt; }
  body { background: #FFFFFF; font-size: 10.5pt; }
  .page { max-width: none; padding: 0; }
  header { border-radius: 0 0 12px 12px; }
  header .page { padding: 9mm 8mm 7mm; }
  section { padding: 0; margin: 0 0 9mm; border-radius: 0; }
  .figures { grid-template-columns: repeat(6, 1fr); gap: 3mm; margin-bottom: 8mm; }
  .figures div { background: var(--ground); border-radius: 10px; padding: 3mm; }
  .figures dd { font-size: 17pt; }
  .grid { grid-template-columns: 1fr 1fr; gap: 7mm 9mm; }
  h2, h3, h4, .lead, .key, caption, thead { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  .lead, .whole, .matrix tbody tr:first-child { break-inside: avoid; }
  .matrix tbody tr:first-child { break-before: avoid; }
  tr, figure, .figures, .broken, .grid > div, li { break-inside: avoid; }
  thead:not([hidden]) { display: table-header-group; }
  details th, details td { padding-top: .1rem; padding-bottom: .1rem; }
  .scroll { overflow: visible; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; color: var(--text-2); }
}
)css";
}

}  // namespace bildungskiosk::publish
