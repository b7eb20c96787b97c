import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { renderMarkdown } from '../../src/graphql/forum/markdown.ts'

/** What a rendering may consist of, written anew: the renderer's own table would agree with itself. */
const TAGS: ReadonlySet<string> = new Set(
  'a blockquote br code em h1 h2 h3 h4 h5 h6 hr li ol p pre s strong ul'.split(' '),
)

/** What is wrong with a piece of HTML, read by a strict parser of XML; empty when it is safe. */
function findDangers(html: string): readonly string[] {
  const dangers: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => dangers.push(`not well-formed: ${error.message}`))
  parser.on('comment', () => dangers.push('a comment'))
  parser.on('cdata', () => dangers.push('cdata'))
  parser.on('doctype', () => dangers.push('a doctype'))
  parser.on('processinginstruction', () => dangers.push('a processing instruction'))
  parser.on('opentag', ({ name, attributes }) => {
    if (name !== 'rendering' && !TAGS.has(name)) dangers.push(`<${name}>`)
    for (const [attribute, value] of Object.entries(attributes)) {
      if (name === 'a' && attribute === 'rel' && value === 'nofollow noopener') continue
      if (name === 'a' && attribute === 'href' && isSafe(value)) continue
      dangers.push(`<${name} ${attribute}="${value}">`)
    }
    if (name === 'a' && attributes['href'] !== undefined && attributes['rel'] === undefined) dangers.push('no rel')
  })
  parser.write(`<rendering>${html}</rendering>`).close()
  return dangers
}

/** As a browser reads an address: blanks and control characters before and in the scheme do not count. */
function isSafe(href: string): boolean {
  const seen = href.replaceAll(/[\p{Cc}\s]/gu, '')
  return /^(?:https?:\/\/[^/?#@]+(?:[/?#]|$)|mailto:)/i.test(seen) && /^(?:https?|mailto):/i.test(new URL(href).href)
}

/** Pieces of which attacks are made, between pieces of which honest texts are. */
const PIECES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">',
  '<!--',
  '<![CDATA[',
  '<?php',
  '[x](',
  '![x](',
  '[x][y]',
  '[y]: ',
  ')',
  '<javascript:alert(1)>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '&#106;avascript:alert(1)',
  '&Tab;javascript:alert(1)',
  'data:text/html,<b>',
  'vbscript:x',
  'file:///etc/passwd',
  '//evil.example',
  'http://a.example/?q="onclick="x',
  'https://bank.example@evil.example/',
  'https://ok.example/a b',
  '<https://ok.example/>',
  '<a@b.example>',
  'mailto:a@b.example',
  ' "title" onmouseover=x',
  "'",
  '"',
  '&quot;',
  '&lt;script&gt;',
  '\\',
  '`',
  '```',
  '```html" onload="x\n',
  '~~',
  '**',
  '_',
  '> ',
  '- ',
  '1. ',
  '    ',
  '# ',
  '---',
  '| a | b |\n|---|---|\n',
  '\n',
  '\n\n',
  ' ',
  'слово',
  '\u{1F4E1}',
]

const texts = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 30 })
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'grapheme' }),
)

/** What a form lets pass. */
const usable = texts.filter((text) => !/(?![\n\t])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text))

test('S6 no rendering holds a script, an event handler, a dangerous address or a tag that is not in the list', () => {
  fc.assert(
    fc.property(usable, (text) => {
      expect(findDangers(renderMarkdown(text))).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

test.each([
  '<b>bold</b>',
  '<a href="https://a.example">x</a>',
  '<a href="https://a.example" rel="nofollow noopener" onclick="x">x</a>',
  '<a href="javascript:x" rel="nofollow noopener">x</a>',
  '<a href=" data:x" rel="nofollow noopener">x</a>',
  '<a href="//a.example" rel="nofollow noopener">x</a>',
  '<p style="x">y</p>',
  '<p>',
  '<!-- x -->',
])('the judge sees the danger of %s', (html) => {
  expect(findDangers(html)).not.toEqual([])
})

test('S6 what people write is rendered: emphasis, lists, quotes, code, headings, lines', () => {
  expect(renderMarkdown('**bold** _it_ ~~no~~ `x<y`\nnext')).toBe(
    '<p><strong>bold</strong> <em>it</em> <s>no</s> <code>x&lt;y</code><br />\nnext</p>',
  )
  expect(renderMarkdown('- a\n- b')).toBe('<ul><li>a</li>\n<li>b</li>\n</ul>')
  expect(renderMarkdown('# Hi\n\n> q\n\n---')).toBe('<h1>Hi</h1>\n<blockquote><p>q</p>\n</blockquote>\n<hr />')
  expect(renderMarkdown('```js\nif (a < b) x()\n```')).toBe('<pre><code>if (a &lt; b) x()\n</code></pre>')
})

test.each([
  ['[x](https://a.example/?a=1&b=2)', '<a href="https://a.example/?a=1&amp;b=2" rel="nofollow noopener">x</a>'],
  ['<https://a.example>', '<a href="https://a.example" rel="nofollow noopener">https://a.example</a>'],
  ['<me@a.example>', '<a href="mailto:me@a.example" rel="nofollow noopener">me@a.example</a>'],
])('S6 %s becomes a link that search engines do not follow', (text, html) => {
  expect(renderMarkdown(text)).toBe(`<p>${html}</p>`)
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  '/account',
  'https://bank.example@evil.example/',
])('S6 a link to %s stays as it was written', (href) => {
  expect(renderMarkdown(`[x](${href})`)).toBe(`<p>[x](${href})</p>`)
})

test('S6 a picture becomes a link, so that no stranger learns who reads', () => {
  expect(renderMarkdown('![cat](https://a.example/cat.png)')).toBe(
    '<p>!<a href="https://a.example/cat.png" rel="nofollow noopener">cat</a></p>',
  )
})

test('S6 a text as long as may be becomes no endless page, and takes no endless time', () => {
  const long = PIECES.flatMap((piece) => [piece, `${piece}a `, `[${piece}`, `*${piece}_`])
  for (const piece of long) {
    const text = piece.repeat(5000).slice(0, 5000)
    const startedAt = performance.now()
    expect(renderMarkdown(text).length).toBeLessThan(60_000)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  }
  const references = `[y]: https://a.example/${'x'.repeat(2000)}\n\n${'[y] '.repeat(700)}`
  expect(renderMarkdown(references).length).toBeLessThan(60_000)
})
