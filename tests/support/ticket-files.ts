import { attachmentClient, PNG, startClamd } from './attachments.ts'
import { startGateway } from './gateway.ts'
import { messageInput, ticketClient } from './tickets.ts'

interface Message {
  readonly text: string
  readonly attachments: readonly {
    readonly id: string
    readonly fileName: string
    readonly mediaType: string
    readonly sizeBytes: number
    readonly downloadUrl: string
  }[]
}

/** A gateway with a scanner, and a ticket of 100001 that files are sent for. `now` is the gateway's clock. */
export async function startTicketFiles(now: () => number) {
  const clamd = await startClamd()
  const gateway = await startGateway({ scanner: clamd.address, now })
  const token = await gateway.signIn('100001')
  const tickets = ticketClient(gateway)
  const files = attachmentClient(gateway)
  const ticket = await tickets.open('100001')
  return {
    clamd,
    gateway,
    token,
    tickets,
    files,
    ticket,
    messagesOf: async (id: string, as = token): Promise<readonly Message[]> => {
      const document = `query ($id: ID!) { ticket(id: $id) { messages(first: 100) { nodes { text
        attachments { id fileName mediaType sizeBytes downloadUrl } } } } }`
      const { data } = await gateway.query<{ ticket: { messages: { nodes: readonly Message[] } } }>(
        document,
        { id },
        as,
      )
      return data.ticket.messages.nodes
    },
    add: (attachmentIds: readonly string[], fields: object = {}, as = token) =>
      tickets.answer('addTicketMessage', messageInput(ticket.id, { attachmentIds, ...fields }), as),
    announce: (fields: object = {}, as = token) =>
      files.create({ ticketId: ticket.id, fileName: 'photo.png', sizeBytes: PNG.length, ...fields }, as),
    async close() {
      await gateway.close()
      await clamd.close()
    },
  }
}
