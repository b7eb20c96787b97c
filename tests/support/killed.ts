import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'

/**
 * Runs the text of a module that reports line by line, kills it with SIGKILL when it has reported `count` lines, and
 * answers all that it reported.
 */
export async function reportUntilKilled(module: string, count: number): Promise<readonly string[]> {
  const program = spawn(process.execPath, ['--input-type=module', '--eval', module], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  const ended = once(program, 'close')
  const reported: string[] = []
  for await (const line of createInterface(program.stdout)) {
    reported.push(line)
    if (reported.length === count) program.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(reported.length).toBeGreaterThanOrEqual(count)
  return reported
}
