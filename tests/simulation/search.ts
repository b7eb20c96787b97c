import { Worker } from 'node:worker_threads'
import type { Chunk, ChunkResult, Failure } from './chunk.ts'
import type { Options } from './options.ts'

const CHUNK_SEEDS = 250

export interface SearchResult {
  readonly seeds: number
  readonly counts: Readonly<Record<string, number>>
  /** Of all seeds that broke a promise the first. */
  readonly failure: Failure | null
}

interface SearchOptions extends Pick<Options, 'from' | 'seeds' | 'mode'> {
  readonly bug: string | null
  readonly onProgress: (seeds: number) => void
}

/** Workers that take seeds chunk by chunk; `close` ends them. */
export function openWorkers(count: number) {
  const workers = Array.from({ length: count }, () => new Worker(new URL('worker.ts', import.meta.url)))

  async function search({ from, seeds, mode, bug, onProgress }: SearchOptions): Promise<SearchResult> {
    const counts: Record<string, number> = {}
    let next = from
    let done = 0
    const found: Failure[] = []

    async function work(worker: Worker): Promise<void> {
      while (next < from + seeds && found.length === 0) {
        const chunk: Chunk = { from: next, seeds: Math.min(CHUNK_SEEDS, from + seeds - next), mode, bug }
        next += chunk.seeds
        const result = await askWorker(worker, chunk)
        done += result.seeds
        for (const [what, howMany] of Object.entries(result.counts)) counts[what] = (counts[what] ?? 0) + howMany
        if (result.failure) found.push(result.failure)
        onProgress(done)
      }
    }
    await Promise.all(workers.map(work))
    const [failure = null] = found.toSorted((left, right) => left.seed - right.seed)
    return { seeds: done, counts, failure }
  }

  return { search, close: () => Promise.all(workers.map((worker) => worker.terminate())) }
}

function askWorker(worker: Worker, chunk: Chunk): Promise<ChunkResult> {
  return new Promise((resolve, reject) => {
    const settle = (run: () => void) => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      run()
    }
    const onMessage = (result: ChunkResult) => settle(() => resolve(result))
    const onError = (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error))))
    worker.on('message', onMessage)
    worker.on('error', onError)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(chunk)
  })
}
