import type { Attachments } from '../../src/attachments/attachments.ts'

/** For a gateway at which nobody sends files. */
export const NO_ATTACHMENTS: Pick<Attachments, 'announce' | 'linkTo' | 'listOfMessages'> = {
  announce: async () => {
    throw new Error('Nobody sends files here.')
  },
  linkTo: ({ id }) => `/attachments/${id}`,
  listOfMessages: async () => new Map(),
}
