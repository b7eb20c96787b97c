import type { Attachment, MediaType } from '../domain/attachment.ts'
import type { StoreCall } from './store.ts'

export interface AttachmentStore {
  insert(attachment: Attachment, call?: StoreCall): Promise<void>
  find(id: string, call?: StoreCall): Promise<Attachment | null>
  /** The bytes have come. False when they had come before, or are not awaited any more: a link works once. */
  store(
    arrival: { readonly id: string; readonly mediaType: MediaType; readonly file: string },
    call?: StoreCall,
  ): Promise<boolean>
  /**
   * Makes files part of the message with that reference: all, or none and false when one is not there, is in another
   * message, or was announced by somebody else or for another ticket. Again with the same reference answers the same.
   */
  attach(binding: Binding, call?: StoreCall): Promise<boolean>
  /** The message will never be: its files are in none again. */
  release(reference: string): Promise<void>
  /** The files of messages, in the order in which they were announced; a reference without any is absent. */
  listOfMessages(references: readonly string[], call?: StoreCall): Promise<ReadonlyMap<string, readonly Attachment[]>>
  /**
   * Takes files out of use that were announced before an instant and are in no message, or in one that was never ordered or
   * was refused; and tells of those that were taken out before and are there still.
   */
  discard(before: number, limit: number): Promise<readonly Attachment[]>
  /** Under which name the bytes of each lie, null before they have come; who is not known is absent. */
  listFiles(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>
  /** Forgets a file that `discard` has told of. */
  delete(id: string): Promise<void>
}

export interface Binding extends Pick<Attachment, 'accountId' | 'ticketId' | 'actor'> {
  readonly ids: readonly string[]
  readonly reference: string
  /** Files that were announced earlier are as good as discarded. */
  readonly notBefore: number
}
