import { readdirSync, readlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createClamdScanner } from '../../src/attachments/clamd.ts'
import { createTemporaryFolder } from '../support/stores.ts'

/** More than the buffers between two sockets hold. */
const LARGE_BYTES = 10 * 1024 * 1024

async function startPeer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    onConnection(socket)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return `tcp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}

async function largeFile(): Promise<string> {
  const file = join(await createTemporaryFolder(), 'large')
  await writeFile(file, Buffer.alloc(LARGE_BYTES))
  return file
}

/** Where the system tells of them. */
function openHandles(file: string): number {
  if (process.platform !== 'linux') return 0
  return readdirSync('/proc/self/fd').filter((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`) === file
    } catch {
      return false
    }
  }).length
}

test.each<[string, (socket: Socket) => void]>([
  ['closes in the middle of the file', (socket) => socket.once('data', () => socket.pause().destroy())],
  ['resets in the middle of the file', (socket) => socket.once('data', () => socket.resetAndDestroy())],
  ['says nothing more in the middle of the file', (socket) => socket.once('data', () => socket.pause().end())],
  ['answers with an error and reads no further', (socket) => socket.once('data', () => socket.pause().end('ERROR\0'))],
])('S1 a scanner that %s has not scanned it, at once, and the file is closed', async (_name, onConnection) => {
  const file = await largeFile()
  const scanner = createClamdScanner(await startPeer(onConnection))
  const began = performance.now()
  await expect(scanner.scan(file, { signal: AbortSignal.timeout(8000) })).rejects.toThrow(/clamd|ECONNRESET|EPIPE/)
  expect(performance.now() - began).toBeLessThan(2000)
  await expect.poll(() => openHandles(file)).toBe(0)
})

test('S1 a scanner that has found something before it has read everything has found it', async () => {
  const file = await largeFile()
  const scanner = createClamdScanner(
    await startPeer((socket) => socket.once('data', () => socket.pause().write('stream: Eicar FOUND\0'))),
  )
  expect(await scanner.scan(file, { signal: AbortSignal.timeout(8000) })).toBe('infected')
  await expect.poll(() => openHandles(file)).toBe(0)
})

test.each<[string, (socket: Socket) => void]>([
  ['reads nothing', (socket) => socket.pause()],
  ['answers nothing', (socket) => socket.resume()],
])('S1 a scanner that %s is waited for no longer than it may take', async (_name, onConnection) => {
  const file = await largeFile()
  const scanner = createClamdScanner(await startPeer(onConnection))
  const began = performance.now()
  await expect(scanner.scan(file, { signal: AbortSignal.timeout(300) })).rejects.toThrow('The scan was given up.')
  expect(performance.now() - began).toBeLessThan(2000)
  await expect.poll(() => openHandles(file)).toBe(0)
})
