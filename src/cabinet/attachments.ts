import type { AnnounceVerdict, NewAttachment } from '../attachments/attachments.ts'
import { actorOf, type CabinetDesk, takeTries } from './desk.ts'
import type { ViewerRequest } from './member-guard.ts'

const MAX_UPLOADS_PER_HOUR = 60

export type UploadOrder = Omit<NewAttachment, 'actor'>

export type UploadOrderVerdict =
  | AnnounceVerdict
  | { readonly kind: 'too_many_tries'; readonly retryAfterSeconds: number }

/** Lets somebody send one file for a ticket. Whether the ticket may be written into is for the caller to know. */
export async function createAttachmentUpload(
  desk: CabinetDesk,
  wanted: UploadOrder,
  request: ViewerRequest,
): Promise<UploadOrderVerdict> {
  const limit = { act: 'attachment', subject: `attachment:${wanted.accountId}`, max: MAX_UPLOADS_PER_HOUR }
  const take = await takeTries(desk, request, [limit])
  if (take.kind === 'too_many_tries') return take
  return desk.attachments.announce({ ...wanted, actor: actorOf(request) }, request.call)
}
