import type { AnswerShape, Part } from './directed-xml.ts'
import { BLANKS } from './directed-xml-prolog.ts'
import { readXsd, type XsdNode } from './xsd.ts'

/** The shapes of a WSDL's answers by the names of their elements. */
export type AnswerShapes = ReadonlyMap<string, AnswerShape>

/**
 * Derives the shapes from the text of a bundled WSDL: every element of its schema that is a sequence of simple and complex elements.
 * What is declared in any other way (choice, attributes, references, recursive types) gets no shape and is read by
 * the strict reader alone. A WSDL that is not well-formed is an error of ours and throws.
 */
export function readAnswerShapes(wsdl: string): AnswerShapes {
  const shapes = new Map<string, AnswerShape>()
  for (const schema of findSchemas(readXsd(wsdl))) {
    const namespace = schema.attributes.get('targetNamespace') ?? ''
    const types = new Map(schema.children.flatMap((node) => toNamed(node, 'complexType')))
    for (const [name, element] of schema.children.flatMap((node) => toNamed(node, 'element'))) {
      const parts = readParts(element, { types, depth: 0 })
      if (parts !== null && parts.length > 0) shapes.set(name, { namespace, name, parts })
    }
  }
  return shapes
}

interface Declarations {
  readonly types: ReadonlyMap<string, XsdNode>
  readonly depth: number
}

/** Also what ends a type that contains itself. */
const MAX_DEPTH = 8
/** What can stand in a pattern as it is. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/
/** Text up to the next tag, without characters that XML 1.0 forbids. Line ends are unified by then. */
const TEXT = '([^<\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]*)'

function findSchemas(node: XsdNode): readonly XsdNode[] {
  return node.name === 'schema' ? [node] : node.children.flatMap(findSchemas)
}

function toNamed(node: XsdNode, kind: string): readonly (readonly [string, XsdNode])[] {
  const name = node.attributes.get('name')
  return node.name === kind && name !== undefined ? [[name, node]] : []
}

/** The parts of an element's complex type, or null. */
function readParts(element: XsdNode, declarations: Declarations): readonly Part[] | null {
  const type = element.children.find(({ name }) => name === 'complexType') ?? findType(element, declarations)
  const [sequence, ...others] = type?.children ?? []
  if (sequence?.name !== 'sequence' || others.length > 0 || declarations.depth > MAX_DEPTH) return null
  const parts: Part[] = []
  for (const node of sequence.children) {
    const part = readPart(node, { ...declarations, depth: declarations.depth + 1 })
    if (part === null) return null
    parts.push(part)
  }
  return parts
}

function findType(element: XsdNode, { types }: Declarations): XsdNode | undefined {
  return types.get(localName(element.attributes.get('type') ?? ''))
}

function readPart(node: XsdNode, declarations: Declarations): Part | null {
  const name = node.attributes.get('name') ?? ''
  if (node.name !== 'element' || !PLAIN_NAME.test(name)) return null
  if (isText(node, declarations)) return { kind: 'text', name, pattern: sticky(textPattern(name)) }
  const parts = readParts(node, declarations)
  const sequence = (findType(node, declarations) ?? node.children[0])?.children[0]
  if (parts === null || sequence === undefined) return null
  if (sequence.children.every((field) => isText(field, declarations) && !isMany(field))) {
    // As names of properties, of which the engine has one text each: fields are found by comparing addresses then.
    const names = Object.keys(Object.fromEntries(parts.map((part) => [part.name, part])))
    // Every field may be absent here: what has to be there is said by who reads the row.
    const rowOf = (write: (field: string) => string) =>
      sticky(`${openTag(name)}${names.map((field) => `(?:${write(field)})?`).join('')}${closeTag(name)}`)
    return { kind: 'record', name, names, pattern: rowOf(textPattern), openPattern: rowOf(openTextPattern) }
  }
  return { kind: 'container', name, parts, open: sticky(openTag(name)), close: sticky(closeTag(name)) }
}

function isText(node: XsdNode, declarations: Declarations): boolean {
  return node.children.length === 0 && node.attributes.has('type') && findType(node, declarations) === undefined
}

function isMany(node: XsdNode): boolean {
  return (node.attributes.get('maxOccurs') ?? '1') !== '1'
}

/**
 * No two of these patterns can take the same blanks or text in two ways, so that a text that fits nearly, however large, costs time
 * in proportion to its size.
 */
function textPattern(name: string): string {
  return `(?:<${name}>${TEXT}</${name}>|<${name}()/>)${BLANKS}`
}

/** As `textPattern`, but not for `<name/>`. */
function openTextPattern(name: string): string {
  return `<${name}>${TEXT}</${name}>${BLANKS}`
}

function openTag(name: string): string {
  return `<${name}>${BLANKS}`
}

function closeTag(name: string): string {
  return `</${name}>${BLANKS}`
}

function sticky(pattern: string): RegExp {
  return new RegExp(pattern, 'y')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
