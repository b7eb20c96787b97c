import { parentPort } from 'node:worker_threads'
import { readChunk, runChunk } from './chunk.ts'

// Nobody looks at where a simulated failure was made, and finding that out is dear.
Error.stackTraceLimit = 0

parentPort?.on('message', (message: unknown) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void runChunk(readChunk(message)).then((result) => parentPort?.postMessage(result))
})
