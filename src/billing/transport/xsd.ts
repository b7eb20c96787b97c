import { SaxesParser } from 'saxes'

/** An element of a bundled WSDL: its local name, its attributes by their names as written, its element children. */
export interface XsdNode {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XsdNode[]
}

/** Reads a bundled document. One that is not well-formed is a mistake in this repository and throws. */
export function readXsd(text: string): XsdNode {
  const root: Growing = { name: '', attributes: new Map(), children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const attributes = new Map(Object.values(tag.attributes).map(({ name, value }) => [name, value]))
    const node: Growing = { name: tag.local, attributes, children: [] }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(text).close()
  return root
}

interface Growing extends XsdNode {
  readonly children: Growing[]
}
