import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Courier } from './port.ts'

/** For developers: each message becomes a file that only its owner reads. A repetition writes the same file again. */
export function createFileCourier(folder: string): Courier {
  return {
    maxAtOnce: 10,
    async send({ id, channel, to, subject, text }) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = join(folder, `${id}.txt`)
      const handle = await open(file, 'w', 0o600)
      try {
        await handle.writeFile(`${channel} to ${to}\n${subject}\n\n${text}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
      return pathToFileURL(file).href
    },
    close: () => Promise.resolve(),
  }
}
