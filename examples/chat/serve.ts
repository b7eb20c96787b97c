import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'

/** `node examples/chat/serve.ts [PORT]`: serves the page of this folder on this machine, and nothing else. */
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['chat.html', 'text/html; charset=utf-8'],
  '/chat.js': ['chat.js', 'text/javascript; charset=utf-8'],
}
const port = Number(process.argv[2] ?? '4300')

const server = createServer((request, response) => {
  const found = FILES[new URL(request.url ?? '/', 'http://localhost').pathname]
  if (found === undefined || request.method !== 'GET') {
    response.writeHead(404).end()
    return
  }
  const [file, type] = found
  response.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff' })
  createReadStream(new URL(file, import.meta.url)).pipe(response)
})
server.listen(port, '127.0.0.1', () => {
  const address = server.address()
  const used = typeof address === 'object' && address !== null ? address.port : port
  process.stdout.write(`http://127.0.0.1:${used}/\n`)
})
