import type { ContentPage } from '../../domain/content.ts'
import type { RegionId } from '../../domain/region.ts'
import { seesEveryAccount } from '../../domain/viewer.ts'
import type { GraphqlContext } from '../context.ts'
import { ClientError } from '../errors.ts'
import { badCursor, readAfter, readFirst, writeConnection } from '../page.ts'
import { readRegionId } from '../region/resolvers.ts'

interface PageArguments {
  readonly first: number
  readonly after?: string | null
  readonly includeHidden?: boolean | null
}

/** Loads the page that the arguments name and writes it as a Relay connection. `list` names the list in its cursors. */
export async function readConnection<Item extends { readonly id: string }>(
  args: PageArguments,
  options: {
    readonly list: string
    readonly context: GraphqlContext
    readonly load: (page: {
      readonly first: number
      readonly after: string | null
      readonly includeHidden: boolean
    }) => Promise<ContentPage<Item> | null>
  },
) {
  const includeHidden = args.includeHidden === true
  if (includeHidden) assertManages(options.context)
  const list = includeHidden ? `${options.list}:hidden` : options.list
  const after = readAfter(args.after, list)
  const page = await options.load({ first: readFirst(args.first), after, includeHidden })
  if (page === null) throw badCursor()
  const positions = new Map(page.entries.map(({ item, position }) => [item.id, position]))
  return writeConnection(
    page.entries.map(({ item }) => item),
    { list, positionOf: ({ id }) => positions.get(id) ?? '', hasMore: page.hasMore, isFirstPage: after === null },
  )
}

/** The region that an argument names, null where it names none, and undefined for an id of anything else. */
export function readRegionArgument(text: string | null | undefined): RegionId | null | undefined {
  if (text === null || text === undefined) return null
  return readRegionId(text) ?? undefined
}

/** The field is public and this argument is not, so the rule of the field cannot judge it. */
function assertManages({ authentication }: GraphqlContext): void {
  if (authentication.kind !== 'viewer') throw new ClientError('UNAUTHENTICATED')
  if (!seesEveryAccount(authentication.viewer)) throw new ClientError('FORBIDDEN')
}
