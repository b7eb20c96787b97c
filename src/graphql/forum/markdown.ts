import { LRUCache } from 'lru-cache'
import MarkdownIt, { type Token } from 'markdown-it'

/**
 * What people write, as HTML that a page may show: safe by construction, since nothing of the text is ever copied but
 * escaped, and every tag and attribute comes from the tables below. HTML in the text is shown as it was written.
 */
export function renderMarkdown(text: string): string {
  const known = rendered.get(text)
  if (known !== undefined) return known
  const html = writeTokens(parser.parse(text, {})).trim()
  rendered.set(text, html)
  return html
}

/** A page of answers is read far more often than it is written. Sizes are in UTF-16 units. */
const rendered = new LRUCache<string, string>({
  maxSize: 4_000_000,
  sizeCalculation: (html, text) => html.length + text.length + 1,
})

/**
 * Without pictures, which would tell a stranger who reads; without reference links, which make a long answer of a short
 * text; and without tables.
 */
const parser = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable([
  'image',
  'reference',
  'table',
])
parser.validateLink = isSafeLink

/** Tokens that open and close, by the tag that they may become. */
const TAGS: ReadonlySet<string> = new Set([
  'blockquote',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ol',
  'p',
  's',
  'strong',
  'ul',
])

/** Tags that stand for themselves. Written so that the whole is XML as well. */
const ALONE: ReadonlyMap<string, string> = new Map([
  ['hardbreak', '<br />\n'],
  // Who presses Enter in a forum means it.
  ['softbreak', '<br />\n'],
  ['hr', '<hr />\n'],
])

function writeTokens(tokens: readonly Token[]): string {
  return tokens.map(writeToken).join('')
}

function writeToken(token: Token): string {
  const { type, tag, nesting, content, children, hidden } = token
  if (type === 'inline') return writeTokens(children ?? [])
  const alone = ALONE.get(type)
  if (alone !== undefined) return alone
  if (type === 'link_open') return writeLink(token.attrGet('href'))
  if (type === 'link_close') return '</a>'
  if (type === 'code_inline') return `<code>${escape(content)}</code>`
  if (type === 'fence' || type === 'code_block') return `<pre><code>${escape(content)}</code></pre>\n`
  if (nesting === 0 || !TAGS.has(tag)) return escape(content)
  if (hidden) return ''
  return nesting === 1 ? `<${tag}>` : `</${tag}>${token.block ? '\n' : ''}`
}

/** The parser has asked `isSafeLink` before; whoever opens a link closes it, so that there is always a tag. */
function writeLink(href: string | number | null): string {
  return typeof href === 'string' && isSafeLink(href) ? `<a href="${escape(href)}" rel="nofollow noopener">` : '<a>'
}

const SAFE_PROTOCOLS: readonly string[] = ['http:', 'https:', 'mailto:']

/** Absolute, of a kind that runs nothing, and without a name before the host that would look like one. */
function isSafeLink(href: string): boolean {
  if (!/^(?:https?:\/\/|mailto:)/i.test(href)) return false
  const url = URL.parse(href)
  return url !== null && SAFE_PROTOCOLS.includes(url.protocol) && url.username === '' && url.password === ''
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
