import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import type { PromotionDraft } from '../../domain/promotion.ts'
import type { MutationResolvers, PromotionContentInput, QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { readConnection, readRegionArgument } from '../content/connection.ts'
import { runEdit, runRemoval } from '../content/edit.ts'
import { articleFields, editedFields, readArticle, readIdempotencyKey, regionalFields } from '../content/fields.ts'
import { createForm, type Form } from '../content/form.ts'
import { writeId } from '../ids.ts'

export const promotionQueries: Pick<QueryResolvers, 'promotions'> = {
  promotions: (_parent, args, context) => {
    const regionId = readRegionArgument(args.regionId)
    if (regionId === undefined) return null
    return readConnection(args, {
      list: `promotions:${regionId ?? ''}`,
      context,
      load: (page) => context.loaders.promotions.listPage({ ...page, regionId }),
    })
  },
}

export const promotionMutations: Pick<MutationResolvers, 'createPromotion' | 'removePromotion' | 'updatePromotion'> = {
  createPromotion: async (_parent, { input }, context) => {
    const form = createForm(context)
    const idempotencyKey = readIdempotencyKey(form, input.idempotencyKey)
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.promotions.editing, (editing, edit) =>
      editing.create({ idempotencyKey, draft }, edit),
    )
    return { promotion: item, userErrors }
  },
  updatePromotion: async (_parent, { input }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', input.id, 'Promotion')
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.promotions.editing, (editing, edit) =>
      editing.update({ id, expectedVersion: input.expectedVersion, draft }, edit),
    )
    return { promotion: item, userErrors }
  },
  removePromotion: (_parent, { input: { id: globalId, expectedVersion } }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', globalId, 'Promotion')
    return runRemoval(form, { id: globalId, editing: context.content.promotions.editing }, (editing, edit) =>
      editing.remove({ id, expectedVersion }, edit),
    )
  },
}

export const promotionResolvers: Complete<'Promotion'> = {
  Promotion: {
    id: ({ id }) => writeId({ type: 'Promotion', contentId: id }),
    validFrom: ({ validFrom }, _args, { timeZone }) => formatInstant(validFrom, timeZone),
    validTo: ({ validTo }, _args, { timeZone }) => formatOptionalInstant(validTo, timeZone),
    ...articleFields,
    ...regionalFields,
    ...editedFields,
  },
}

async function readDraft(form: Form, content: PromotionContentInput): Promise<PromotionDraft> {
  const validFrom = form.instant('content.validFrom', content.validFrom)
  const validTo = content.validTo ? form.instant('content.validTo', content.validTo) : null
  if (validTo !== null && validTo <= validFrom) form.reject('content.validTo', 'INVALID_VALUE')
  return {
    ...readArticle(form, content),
    regionId: await form.regionId('content.regionId', content.regionId),
    validFrom,
    validTo,
  }
}
