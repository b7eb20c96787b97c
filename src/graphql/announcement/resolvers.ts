import { type AnnouncementDraft, changesBankDetails } from '../../domain/announcement.ts'
import { formatInstant, formatOptionalInstant } from '../../domain/date.ts'
import type { AnnouncementContentInput, MutationResolvers, QueryResolvers } from '../../generated/schema.ts'
import type { Complete } from '../complete.ts'
import { readConnection, readRegionArgument } from '../content/connection.ts'
import { runEdit, runRemoval } from '../content/edit.ts'
import { articleFields, editedFields, readArticle, readIdempotencyKey, regionalFields } from '../content/fields.ts'
import { createForm, type Form } from '../content/form.ts'
import { writeId } from '../ids.ts'

export const announcementQueries: Pick<QueryResolvers, 'announcements'> = {
  announcements: (_parent, args, context) => {
    const regionId = readRegionArgument(args.regionId)
    if (regionId === undefined) return null
    const category = args.category ?? null
    return readConnection(args, {
      list: `announcements:${category ?? ''}:${regionId ?? ''}`,
      context,
      load: (page) => context.loaders.announcements.listPage({ ...page, regionId, category }),
    })
  },
}

export const announcementMutations: Pick<
  MutationResolvers,
  'createAnnouncement' | 'removeAnnouncement' | 'updateAnnouncement'
> = {
  createAnnouncement: async (_parent, { input }, context) => {
    const form = createForm(context)
    const idempotencyKey = readIdempotencyKey(form, input.idempotencyKey)
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.announcements.editing, (editing, edit) =>
      editing.create({ idempotencyKey, draft }, edit),
    )
    return { announcement: item, userErrors }
  },
  updateAnnouncement: async (_parent, { input }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', input.id, 'Announcement')
    const draft = await readDraft(form, input.content)
    const { item, userErrors } = await runEdit(form, context.content.announcements.editing, (editing, edit) =>
      editing.update({ id, expectedVersion: input.expectedVersion, draft }, edit),
    )
    return { announcement: item, userErrors }
  },
  removeAnnouncement: (_parent, { input: { id: globalId, expectedVersion } }, context) => {
    const form = createForm(context)
    const id = form.contentId('id', globalId, 'Announcement')
    return runRemoval(form, { id: globalId, editing: context.content.announcements.editing }, (editing, edit) =>
      editing.remove({ id, expectedVersion }, edit),
    )
  },
}

export const announcementResolvers: Complete<'Announcement'> = {
  Announcement: {
    id: ({ id }) => writeId({ type: 'Announcement', contentId: id }),
    publishedAt: ({ publishedAt }, _args, { timeZone }) => formatInstant(publishedAt, timeZone),
    effectiveAt: ({ effectiveAt }, _args, { timeZone }) => formatOptionalInstant(effectiveAt, timeZone),
    invalidatesReceipts: (announcement) => changesBankDetails(announcement),
    ...articleFields,
    ...regionalFields,
    ...editedFields,
  },
}

async function readDraft(form: Form, content: AnnouncementContentInput): Promise<AnnouncementDraft> {
  return {
    ...readArticle(form, content),
    category: content.category,
    regionId: await form.regionId('content.regionId', content.regionId),
    publishedAt: form.instant('content.publishedAt', content.publishedAt),
    effectiveAt: content.effectiveAt ? form.instant('content.effectiveAt', content.effectiveAt) : null,
  }
}
