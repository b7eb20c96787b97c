import { execFile, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTemporaryFolder } from './stores.ts'

const run = promisify(execFile)

/** Why system calls cannot be watched here, or null. */
export const straceFailure = tryStrace()

/** Where the machine is ours to change, a strace that is installed has to work. */
export const mustTrace =
  process.env['CI'] === 'true' && process.platform === 'linux' && process.getuid?.() === 0 && isInstalled()

/**
 * Runs the text of a module and answers, in order, what it reported on its standard output and when a file was synced:
 * "sync" for each of them.
 */
export async function traceSyncs(module: string): Promise<readonly string[]> {
  const log = join(await createTemporaryFolder(), 'trace')
  const calls = 'trace=fsync,fdatasync,write'
  const command = ['-f', '-o', log, '-e', calls, '-e', 'signal=none', process.execPath]
  await run('strace', [...command, '--input-type=module', '--eval', module], { timeout: 60_000 })
  const lines = (await readFile(log, 'utf8')).split('\n')
  return lines.flatMap((line) => {
    if (/ (?:fsync|fdatasync)\(\d+\)\s+= 0$/.test(line)) return ['sync']
    return /write\(1, "(?<text>[^"\\]*)\\n"/.exec(line)?.groups?.['text'] ?? []
  })
}

function tryStrace(): string | null {
  const { status, stderr, error } = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' })
  if (error) return 'strace is not installed.'
  return status === 0 ? null : `strace may not watch: ${stderr.trim()}`
}

function isInstalled(): boolean {
  return !spawnSync('strace', ['-V']).error
}
