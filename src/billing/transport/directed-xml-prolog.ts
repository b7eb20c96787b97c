/** SOAP 1.1. */
export const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/'

/** What stands around the parts of an answer. */
interface Prolog {
  /** Where the first part begins. */
  readonly end: number
  /** How many elements were opened on the way. */
  readonly elements: number
  /** Of elements without a prefix. */
  readonly partNamespace: string
  /** Sticky; matches from behind the last part to the end of the document. */
  readonly epilog: RegExp
}

/**
 * Reads everything up to the content of the operation's element, when it looks as usual: a declaration of XML 1.0, envelope, an empty
 * header, body and operation, with namespace declarations for attributes. Null for all that is more, less or otherwise.
 */
export function readProlog(text: string, expected: { namespace: string; name: string }): Prolog | null {
  const key = `${expected.namespace} ${expected.name}`
  const known = prologs.get(key)
  // The text of a prolog ends with the operation's tag and the blanks behind it, so nothing that follows can change what it means.
  if (known !== undefined && text.startsWith(known.text)) return known.prolog
  const prolog = findProlog(text, expected)
  if (prolog === null || prolog.end > MAX_KEPT_PROLOG) return prolog
  if (prologs.size >= MAX_PROLOGS) prologs.clear()
  prologs.set(key, { text: copy(text.slice(0, prolog.end)), prolog })
  return prolog
}

/** A text of its own: a slice would keep the whole answer. */
function copy(text: string): string {
  return Buffer.from(text).toString()
}

/** The last one of each operation: a billing always writes the same. */
const prologs = new Map<string, { readonly text: string; readonly prolog: Prolog }>()
const MAX_PROLOGS = 200
/** In characters. */
const MAX_KEPT_PROLOG = 2_000

function findProlog(text: string, expected: { namespace: string; name: string }): Prolog | null {
  const match = PROLOG.exec(text)
  const groups = match?.groups
  if (match === null || groups === undefined || groups['name'] !== expected.name) return null
  const { envelope = '', inEnvelope = '', header, inBody = '', operation = '', inOperation = '' } = groups
  if (groups['body'] !== groups['envelope'] || (header !== undefined && header !== qualify(envelope, 'Header')))
    return null
  const scope = new Map([['', '']])
  if (!declare(scope, inEnvelope) || scope.get(envelope) !== ENVELOPE) return null
  if (!declare(scope, inBody) || scope.get(envelope) !== ENVELOPE) return null
  if (!declare(scope, inOperation) || scope.get(operation) !== expected.namespace) return null
  return {
    end: match[0].length,
    elements: header === undefined ? 3 : 4,
    partNamespace: scope.get('') ?? '',
    epilog: createEpilog(qualify(operation, expected.name), qualify(envelope, 'Body'), qualify(envelope, 'Envelope')),
  }
}

/** Blanks, as they are after line ends were unified. */
export const BLANKS = '[ \\t\\n]*'

const NAME = '[A-Za-z_][A-Za-z0-9_-]*'
// Addresses without blanks, references or quotes, so that nothing in them has to be understood.
const ADDRESS = `"[!#-%(-;=?-~]+"|'[!#-%(-;=?-~]+'`
const DECLARATIONS = `(?:[ \\t\\n]+xmlns(?::${NAME})?=(?:${ADDRESS}))*`
const VERSION = `<\\?xml[ \\t\\n]+version=(?:"1\\.0"|'1\\.0')`
const ENCODING = `(?:[ \\t\\n]+encoding=(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?`
const PROLOG = new RegExp(
  `^(?:${VERSION}${ENCODING}${BLANKS}\\?>)?${BLANKS}` +
    `<(?:(?<envelope>${NAME}):)?Envelope(?<inEnvelope>${DECLARATIONS})${BLANKS}>${BLANKS}` +
    `(?:<(?<header>(?:${NAME}:)?Header)${BLANKS}/>${BLANKS})?` +
    `<(?:(?<body>${NAME}):)?Body(?<inBody>${DECLARATIONS})${BLANKS}>${BLANKS}` +
    `<(?:(?<operation>${NAME}):)?(?<name>${NAME})(?<inOperation>${DECLARATIONS})${BLANKS}>${BLANKS}`,
)

/** Adds the declarations of one tag to the scope. False for any that XML treats in a way of its own. */
function declare(scope: Map<string, string>, declarations: string): boolean {
  const declared = new Set<string>()
  for (const [, prefix = '', address = ''] of declarations.matchAll(DECLARED)) {
    if (declared.has(prefix) || /^xml/i.test(prefix) || RESERVED.has(address)) return false
    declared.add(prefix)
    scope.set(prefix, address)
  }
  return true
}

const DECLARED = /xmlns(?::([^=]+))?=["']([^"']+)["']/g
const RESERVED: ReadonlySet<string> = new Set(['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/'])

function qualify(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}:${name}`
}

/** Kept from answer to answer: a billing always writes the same ones. */
const epilogs = new Map<string, RegExp>()
/** Operations times habits of writing; prefixes come from outside. */
const MAX_EPILOGS = 200

function createEpilog(...names: readonly string[]): RegExp {
  const key = names.join(' ')
  const known = epilogs.get(key)
  if (known !== undefined) return known
  // Only letters, digits, underscores, hyphens and colons, none of which means anything in a pattern.
  const tags = names.map((name) => `</${name}${BLANKS}>${BLANKS}`).join('')
  const epilog = new RegExp(`${tags}$`, 'y')
  if (epilogs.size >= MAX_EPILOGS) epilogs.clear()
  epilogs.set(key, epilog)
  return epilog
}
