import type { HelpArticleDraft } from '../../domain/help-article.ts'
import type { HelpArticleContentInput, MutationResolvers, QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { readConnection } from '../content/connection.ts'
import { runEdit, runRemoval } from '../content/edit.ts'
import { articleFields, editedFields, readArticle, readIdempotencyKey, readOrder } from '../content/fields.ts'
import { createForm, type Form } from '../content/form.ts'
import { writeId } from '../ids.ts'

export const helpArticleQueries: Pick<QueryResolvers, 'helpArticles'> = {
  helpArticles: (_parent, args, context) => {
    const topic = args.topic ?? null
    return readConnection(args, {
      list: `help-articles:${topic ?? ''}`,
      context,
      load: (page) => context.loaders.helpArticles.listPage({ ...page, topic }),
    })
  },
}

export const helpArticleMutations: Pick<
  MutationResolvers,
  'createHelpArticle' | 'removeHelpArticle' | 'updateHelpArticle'
> = {
  createHelpArticle: async (_parent, { input }, context) => {
    const form = createForm(context)
    const idempotencyKey = readIdempotencyKey(form, input.idempotencyKey)
    const draft = readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.helpArticles.editing, (editing, edit) =>
      editing.create({ idempotencyKey, draft }, edit),
    )
    return { helpArticle: item, userErrors }
  },
  updateHelpArticle: async (_parent, { input }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', input.id, 'HelpArticle')
    const draft = readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.helpArticles.editing, (editing, edit) =>
      editing.update({ id, expectedVersion: input.expectedVersion, draft }, edit),
    )
    return { helpArticle: item, userErrors }
  },
  removeHelpArticle: (_parent, { input: { id: globalId, expectedVersion } }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', globalId, 'HelpArticle')
    return runRemoval(form, { id: globalId, editing: context.content.helpArticles.editing }, (editing, edit) =>
      editing.remove({ id, expectedVersion }, edit),
    )
  },
}

export const helpArticleResolvers: Complete<'HelpArticle'> = {
  HelpArticle: {
    id: ({ id }) => writeId({ type: 'HelpArticle', contentId: id }),
    ...articleFields,
    ...editedFields,
  },
}

function readDraft(form: Form, content: HelpArticleContentInput): HelpArticleDraft {
  return {
    ...readArticle(form, content),
    topic: content.topic,
    order: readOrder(form, 'content.order', content.order),
  }
}
