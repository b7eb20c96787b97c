import { savedNameOf } from '../../domain/attachment.ts'
import { formatInstant } from '../../domain/date.ts'
import type { MutationResolvers } from '../../generated/schema.ts'
import { writeCabinetRequest } from '../cabinet.ts'
import type { Complete } from '../complete.ts'
import { writeId } from '../ids.ts'
import { readTicketKey, refuseChange } from '../ticket/refusals.ts'
import { typeNameOf } from '../type-name.ts'
import { requireViewer } from '../viewer.ts'

export const attachmentMutations: Required<Pick<MutationResolvers, 'createAttachmentUpload'>> = {
  createAttachmentUpload: async (_parent, { input: { ticketId, fileName, sizeBytes } }, context) => {
    const key = readTicketKey(ticketId, context)
    if ('code' in key) return refuseChange(key.code, context, key)
    const viewer = requireViewer(context)
    const found = await context.loaders.tickets.findTicket(viewer, key)
    if (found === null) return refuseChange('TICKET_NOT_FOUND', context, { field: 'ticketId' })
    const request = { ...writeCabinetRequest(context), viewer }
    const verdict = await context.cabinet.createAttachmentUpload({ ...key, fileName, sizeBytes }, request)
    switch (verdict.kind) {
      case 'announced': {
        const attachmentId = writeId({ type: 'Attachment', attachmentId: verdict.id })
        const expiresAt = formatInstant(verdict.expiresAt, context.timeZone)
        return { __typename: 'AttachmentUpload', attachmentId, uploadUrl: verdict.path, expiresAt }
      }
      case 'invalid_value':
        return refuseChange('INVALID_VALUE', context, verdict)
      case 'too_many_tries':
        return refuseChange('TOO_MANY_TRIES', context, { ...verdict, retryable: true })
    }
  },
}

export const attachmentResolvers: Complete<'Attachment' | 'CreateAttachmentUploadResult'> = {
  CreateAttachmentUploadResult: { __resolveType: typeNameOf },
  Attachment: {
    id: ({ id }) => writeId({ type: 'Attachment', attachmentId: id }),
    fileName: ({ fileName, mediaType }) => (mediaType === null ? fileName : savedNameOf(fileName, mediaType)),
    mediaType: ({ mediaType }) => mediaType ?? 'application/octet-stream',
    downloadUrl: (attachment, _args, { attachments }) => attachments.linkTo(attachment),
  },
}
