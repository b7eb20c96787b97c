import DataLoader from 'dataloader'
import type { Attachment } from '../../domain/attachment.ts'
import type { Reading } from '../reading.ts'

export interface AttachmentLoaders {
  /** The files of a message by its reference. Whoever has the message may see them. */
  listOfMessage(reference: string): Promise<readonly Attachment[]>
}

/** As many references as one statement names. */
const MAX_BATCH = 500

export function createAttachmentLoaders({ attachments, call }: Reading): AttachmentLoaders {
  const loader = new DataLoader<string, readonly Attachment[]>(
    async (references) => {
      const found = await attachments.listOfMessages(references, call)
      return references.map((reference) => found.get(reference) ?? [])
    },
    { maxBatchSize: MAX_BATCH },
  )
  return { listOfMessage: (reference) => loader.load(reference) }
}
