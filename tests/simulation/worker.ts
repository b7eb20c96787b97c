import { parentPort } from 'node:worker_threads'
import { readChunk, runChunk } from './chunk.ts'

// Nobody looks at where a simulated failure was made, and finding that out is dear.
Error.stackTraceLimit = 0

parentPort?.on('message', (message: unknown) => {
  void runChunk(readChunk(message)).then((result) => parentPort?.postMessage(result))
})
