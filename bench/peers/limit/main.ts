import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { OPERATIONS, type Variables } from './operations.ts'
import { logIn, required } from './wire.ts'

/**
 * The theoretical floor: code written by hand for four operations, known by their names. No GraphQL is read, no value is
 * checked, the access rule is one comparison of texts.
 */
const authorization = `Bearer ${required('TOKEN')}`

interface Question {
  readonly operationName: string
  readonly variables: Variables
}

await logIn()
const server = createServer((request, response) => {
  const chunks: Uint8Array[] = []
  request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  request.on('end', () => {
    answer(request, Buffer.concat(chunks).toString()).then(
      (data) => send(response, 200, JSON.stringify({ data })),
      (error: unknown) => send(response, 500, JSON.stringify({ errors: [{ message: String(error) }] })),
    )
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : address
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/` })}\n`)
})

async function answer(request: IncomingMessage, body: string): Promise<object> {
  if (request.headers.authorization !== authorization) throw new Error('No.')
  const { operationName, variables }: Question = JSON.parse(body)
  const operation = OPERATIONS[operationName]
  if (operation === undefined) throw new Error(`No operation ${operationName}`)
  return operation(variables)
}

function send(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(text)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.byteLength })
  response.end(body)
}
