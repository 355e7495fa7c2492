/** The shapes of the seals, drawn as decoration: the word beside them says the same. */
const leaf = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">${inside}</svg>`
const BLADE = 'M17 2.8C17.7 10.8 13.7 16.2 7.3 16.2C6.2 16.2 5.2 16 4.4 15.6C2.8 9 8.4 3.4 17 2.8Z'
const stroke = (color: string, width: number, inside: string): string =>
  `<g fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round">${inside}</g>`
const RING = '<circle cx="10" cy="10" r="7.2"/>'

const GREEN = '#1c6b41'
const INK = '#1d1c19'
const GREY = '#625f58'
const AMBER = '#855500'
const RED = '#a12620'

export const SHAPES = {
  leaf: leaf(
    `<path d="${BLADE}" fill="${GREEN}"/>${stroke(GREEN, 1.6, '<path d="M2.6 17.8L5 15"/>')}${stroke('#ffffff', 1.3, '<path d="M5.2 14.4C7.2 11.8 9.6 9.7 12.8 7.6"/>')}`,
  ),
  outline: leaf(stroke(INK, 1.6, `<path d="${BLADE}"/><path d="M2.6 17.8C5.4 13.6 8.6 10.4 12.8 7.6"/>`)),
  dots: leaf(
    Array.from({ length: 12 }, (_, i) => {
      const angle = (i * Math.PI) / 6
      return `<circle cx="${(10 + 7.2 * Math.cos(angle)).toFixed(2)}" cy="${(10 + 7.2 * Math.sin(angle)).toFixed(2)}" r="1.1" fill="${GREY}"/>`
    }).join(''),
  ),
  clock: leaf(stroke(AMBER, 1.6, `${RING}<path d="M10 6V10L12.8 12"/>`)),
  cross: leaf(stroke(RED, 1.6, `${RING}<path d="M7.3 7.3L12.7 12.7M12.7 7.3L7.3 12.7"/>`)),
  bar: leaf(stroke(GREY, 1.6, `${RING}<path d="M6.8 10H13.2"/>`)),
} as const

/**
 * The Typst program of every resume. It is the same for all of them: what people wrote arrives as JSON in `sys.inputs` and is only ever
 * set as text, so no word of theirs is read as markup. Everything stands in one column, in the order it is read.
 */
export const TEMPLATE = `
#let d = json(bytes(sys.inputs.resume))
#let files = json(bytes(sys.inputs.files))
#let shapes = json(bytes(sys.inputs.shapes))
#let accent = rgb(d.accent)
#let colors = (leaf: rgb("${GREEN}"), outline: rgb("${INK}"), "none": rgb("${GREY}"), dots: rgb("${GREY}"), clock: rgb("${AMBER}"), cross: rgb("${RED}"), bar: rgb("${GREY}"))
#let soft = rgb("#5c5952")
#let others = ("Amiri", "Noto Serif Hebrew", "BIZ UDPGothic", "Noto Emoji")
#let serif = ("Source Serif 4",) + others
#let sans = ("Inter",) + others
#let is-modern = d.template == "modern"
#let is-compact = d.template == "compact"
#let base = if is-compact { 9pt } else if is-modern { 10pt } else { 10.5pt }
#let tool = if is-compact { 7.75pt } else { 8.5pt }
#let side = if d.direction == "rtl" { "right" } else { "left" }
#let gap = if is-compact { 9pt } else { 14pt }
#let inner = if is-compact { 5pt } else { 7.5pt }

#set document(title: d.title, author: if d.name == "" { () } else { d.name }, date: auto)
#set page(
  paper: d.paper,
  margin: if is-compact { (x: 16mm, y: 14mm) } else { (x: 22mm, y: 19mm) },
  footer: context align(if d.direction == "rtl" { left } else { right }, text(dir: ltr, lang: d.wordsLanguage, font: sans, size: 7.5pt, fill: soft, d.pageOf.replace("{n}", str(counter(page).get().first())).replace("{of}", str(counter(page).final().first())))),
)
#set text(
  font: if is-modern { sans } else { serif },
  size: base, fill: rgb("${INK}"), lang: d.language,
  dir: if d.direction == "rtl" { rtl } else { ltr }, hyphenate: false, number-width: "tabular",
)
#set text(region: d.region) if d.region != ""
#set par(leading: if is-compact { 0.5em } else { 0.6em }, spacing: 0.7em, justify: false)
#show link: it => it
// without it, readers of the text see gaps inside Arabic words
#show regex("[\\p{Arabic}\\x{0610}-\\x{061A}\\x{064B}-\\x{065F}\\x{0670}]+"): set text(kerning: false)

// a run too long for any line may be broken where a zero-width space stands; none of them reaches the page
#let put(said) = said.split("\u{200b}").map(part => text(part)).join(box())
// what the tool says itself, in its own language and direction, on the side the page begins
#let own-words(body) = if d.direction == "rtl" { align(right, { set text(dir: ltr, lang: d.wordsLanguage); body }) } else { text(lang: d.wordsLanguage, body) }
#let small(body) = text(font: sans, size: tool, body)
#let words(lines) = {
  let open = false
  for line in lines {
    if line == "" { parbreak(); open = false } else { if open { linebreak() }; put(line); open = true }
  }
}
#let led(one) = if one.url == "" { put(one.text) } else { link(one.url, put(one.text)) }
#let mark(shape) = if shape != "none" {
  pdf.artifact(box(baseline: 15%, image(bytes(shapes.at(shape)), format: "svg", height: 1.05em)))
  h(0.3em)
}
#let saying(one) = text(fill: colors.at(one.shape), weight: if one.shape == "none" { "regular" } else { 600 }, one.word, lang: d.wordsLanguage)
#let seal(one) = {
  let said = saying(one)
  if is-modern and one.shape != "none" {
    box(stroke: 0.5pt + colors.at(one.shape), radius: 2.5pt, inset: (x: 3pt), outset: (y: 2pt), mark(one.shape) + said)
  } else { mark(one.shape) + said }
}
#let dot = [ · ]
#let rule(color) = pdf.artifact(line(length: 100%, stroke: 0.6pt + color))

#show heading: set text(weight: 600)
#show heading.where(level: 1): it => block(below: 0.35em, text(size: if is-compact { 17pt } else { 22pt }, fill: if is-modern { accent } else { rgb("${INK}") }, it.body))
#show heading.where(level: 2): it => block(
  above: if is-compact { 11pt } else { 17pt }, below: if is-compact { 5pt } else { 8pt }, sticky: true, width: 100%,
  stack(spacing: 3.5pt, text(font: sans, size: if is-compact { 8.5pt } else { 9.5pt }, weight: 600, fill: if is-modern { accent } else { rgb("${INK}") }, it.body), rule(accent)),
)
#show heading.where(level: 3): it => block(above: gap, below: inner, sticky: true, text(size: base, weight: 600, it.body))

#if is-modern { pdf.artifact(place(top + start, dx: if d.direction == "rtl" { 22mm } else { -22mm }, dy: -19mm, rect(width: 5mm, height: 297mm, fill: accent))) }
#heading(level: 1, put(d.name))
#if d.headline != "" { block(above: inner + 2pt, below: inner + 3pt, text(size: base * 1.15, put(d.headline))) }
#if d.contact.len() > 0 { block(above: inner + 2pt, small(d.contact.map(led).join(dot))) }
#if d.count.text != "" { block(above: 0.8em, width: 100%, own-words(small(mark(d.count.seal) + text(fill: colors.at(d.count.seal), weight: 500, d.count.text)))) }

#for section in d.sections {
  heading(level: 2, text(lang: d.wordsLanguage, section.heading))
  if section.text.len() > 0 { block(words(section.text)) }
  for entry in section.entries {
    heading(level: 3, put(entry.title))
    block(above: inner, below: inner, sticky: entry.text.len() > 0, small({
      seal(entry.seal)
      for part in (entry.by, entry.when) { if part != "" { dot; text(fill: soft, put(part)) } }
    }))
    if entry.text.len() > 0 { block(above: inner, below: inner, words(entry.text)) }
    if entry.own.len() > 0 {
      block(above: inner, below: inner, inset: ((side): 7pt), stroke: ((side): 1pt + rgb("#dfdcd3")), {
        block(below: 0.4em, small(text(fill: soft, entry.ownLabel)))
        words(entry.own)
      })
    }
    if entry.links.len() > 0 { block(above: inner, below: inner, small(entry.links.map(led).join(dot))) }
  }
  for group in section.groups {
    if group.heading != "" {
      heading(level: 3, text(font: sans, size: tool, fill: soft, group.heading))
    }
    for skill in group.skills {
      block(above: if is-compact { 3.5pt } else { 5.5pt }, below: 0pt, {
        box(width: 1.35em, mark(skill.seal.shape))
        text(weight: 600, put(skill.name))
        small({ if skill.note != "" { dot; text(fill: soft, skill.note) }; dot; saying(skill.seal) })
      })
    }
  }
}

#v(1fr)
#block(above: 18pt, breakable: false, width: 100%, {
  rule(rgb("#dfdcd3"))
  v(4pt)
  if d.foot.qr != "" {
    grid(columns: (24mm, 1fr), column-gutter: 5mm, align: horizon,
      image(bytes(d.foot.qr), format: "svg", width: 24mm, alt: d.foot.alt),
      own-words(small({ text(fill: soft, d.foot.label); linebreak(); link(d.foot.url, text(d.foot.url)); parbreak(); text(fill: soft, d.foot.text) })))
  } else { own-words(small(text(fill: soft, d.foot.text))) }
})

#for file in files {
  pdf.attach(file.name, bytes(file.text), relationship: file.relationship, mime-type: file.type, description: file.about)
}
`
