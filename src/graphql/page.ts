import { ClientError } from './errors.ts'
import { readKey, writeKey } from './keys.ts'
import { MAX_PAGE_SIZE } from './policies.ts'

const MAX_CURSOR_LENGTH = 512

export function readFirst(first: number, max: number = MAX_PAGE_SIZE): number {
  if (first >= 1 && first <= max) return first
  throw new ClientError('BAD_USER_INPUT', {
    en: `\`first\` must be a whole number from 1 to ${max}.`,
    ru: `\`first\` — целое число от 1 до ${max}.`,
  })
}

/**
 * A cursor names its list as well as its position, so that it fits nowhere else. `list` is e.g. "payments:17", `position` the
 * key of the element after which the next page begins. Throws a BillingError when that key cannot stand in a cursor.
 */
export function writeCursor(list: string, position: string): string {
  return Buffer.from(`${list}:${writeKey(position)}`).toString('base64url')
}

/**
 * The position after which the page begins, or null for the first page. Only cursors of the same list are taken; whether the
 * list is there, or has anything at that position, is for its owner to say.
 */
export function readAfter(after: string | null | undefined, list: string): string | null {
  if (after === null || after === undefined) return null
  const text = after.length <= MAX_CURSOR_LENGTH ? Buffer.from(after, 'base64url').toString() : ''
  const position = text.startsWith(`${list}:`) ? readKey(text.slice(list.length + 1)) : null
  if (position !== null && writeCursor(list, position) === after) return position
  throw badCursor()
}

/** Also for a cursor that is well-formed and names a position that cannot be. */
export function badCursor(): ClientError {
  return new ClientError('BAD_USER_INPUT', {
    en: '`after` must be a cursor from another page of the same list, exactly as it was given.',
    ru: '`after` — курсор с другой страницы того же списка, в точности как он был получен.',
  })
}

/** Where there is no page: nothing is there, unless a cursor was given, which then names a position that cannot be. */
export function noPage(position: string | null): null {
  if (position !== null) throw badCursor()
  return null
}

interface Connection<T> {
  readonly nodes: readonly T[]
  readonly edges: readonly { readonly cursor: string; readonly node: T }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

/** What a connection is made of. */
interface Page<T> {
  readonly list: string
  readonly positionOf: (node: T) => string
  readonly hasMore: boolean
  readonly isFirstPage: boolean
}

/** A page as a Relay connection. Cursors are written only when somebody asks for edges or for the page's place. */
export function writeConnection<T>(nodes: readonly T[], page: Page<T>): Connection<T> {
  const connection: Connection<T> & { nodes: readonly T[]; page: Page<T> } = Object.create(CONNECTION)
  connection.nodes = nodes
  connection.page = page
  return connection
}

/** Getters on a prototype: those of a literal are made anew each time, and make an object that is slow to read. */
const CONNECTION: Omit<Connection<unknown>, 'nodes'> & ThisType<{ nodes: readonly unknown[]; page: Page<unknown> }> = {
  get edges() {
    return this.nodes.map((node) => ({ cursor: writeCursor(this.page.list, this.page.positionOf(node)), node }))
  },
  get pageInfo() {
    const { nodes, page } = this
    const [first] = nodes
    const last = nodes.at(-1)
    return {
      hasNextPage: page.hasMore,
      hasPreviousPage: !page.isFirstPage,
      startCursor: first === undefined ? null : writeCursor(page.list, page.positionOf(first)),
      endCursor: last === undefined ? null : writeCursor(page.list, page.positionOf(last)),
    }
  },
}
