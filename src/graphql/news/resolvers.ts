import { formatInstant } from '../../domain/date.ts'
import type { NewsDraft } from '../../domain/news.ts'
import type { MutationResolvers, NewsContentInput, QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { readConnection, readRegionArgument } from '../content/connection.ts'
import { runEdit, runRemoval } from '../content/edit.ts'
import { articleFields, editedFields, readArticle, readIdempotencyKey, regionalFields } from '../content/fields.ts'
import { createForm, type Form } from '../content/form.ts'
import { writeId } from '../ids.ts'

export const newsQueries: Pick<QueryResolvers, 'news'> = {
  news: (_parent, args, context) => {
    const regionId = readRegionArgument(args.regionId)
    if (regionId === undefined) return null
    return readConnection(args, {
      list: `news:${regionId ?? ''}`,
      context,
      load: (page) => context.loaders.news.listPage({ ...page, regionId }),
    })
  },
}

export const newsMutations: Pick<MutationResolvers, 'createNews' | 'removeNews' | 'updateNews'> = {
  createNews: async (_parent, { input }, context) => {
    const form = createForm(context)
    const idempotencyKey = readIdempotencyKey(form, input.idempotencyKey)
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.news.editing, (editing, edit) =>
      editing.create({ idempotencyKey, draft }, edit),
    )
    return { news: item, userErrors }
  },
  updateNews: async (_parent, { input }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', input.id, 'News')
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.news.editing, (editing, edit) =>
      editing.update({ id, expectedVersion: input.expectedVersion, draft }, edit),
    )
    return { news: item, userErrors }
  },
  removeNews: (_parent, { input: { id: globalId, expectedVersion } }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', globalId, 'News')
    return runRemoval(form, { id: globalId, editing: context.content.news.editing }, (editing, edit) =>
      editing.remove({ id, expectedVersion }, edit),
    )
  },
}

export const newsResolvers: Complete<'News'> = {
  News: {
    id: ({ id }) => writeId({ type: 'News', contentId: id }),
    publishedAt: ({ publishedAt }, _args, { timeZone }) => formatInstant(publishedAt, timeZone),
    ...articleFields,
    ...regionalFields,
    ...editedFields,
  },
}

async function readDraft(form: Form, content: NewsContentInput): Promise<NewsDraft> {
  return {
    ...readArticle(form, content),
    regionId: await form.regionId('content.regionId', content.regionId),
    publishedAt: form.instant('content.publishedAt', content.publishedAt),
  }
}
