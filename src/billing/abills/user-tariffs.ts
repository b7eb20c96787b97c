import type { TariffId } from '../../domain/tariff.ts'
import { compareIds } from '../adapter/context.ts'
import type { HttpAnswer } from '../transport/answer.ts'
import { readArray, readId, readObject } from '../transport/json.ts'
import { readAnswer } from './client.ts'
import { findFault, toAnswerError } from './faults.ts'
import { writeTariffId } from './keys.ts'

/** "Not allowed to change tariff plan", by the installation, the group of subscribers or the group of tariffs. */
const NOT_OFFERED: readonly number[] = [140, 4504, 4505, 4506]

/** GET /user/internet/tariffs: what a subscriber may change to, the present one left out. */
export function readOfferedTariffs(answer: HttpAnswer): readonly TariffId[] {
  const fault = findFault(answer)
  if (fault !== null && NOT_OFFERED.includes(fault.number)) return []
  if (fault !== null) throw toAnswerError(fault)
  const rows = readArray(readAnswer(answer), 'answer').map((row) => readObject(row, 'row'))
  const ids = rows.filter((row) => row['canChangeTp'] !== false).map((row) => readId(row, 'tpId'))
  return [...new Set(ids)].toSorted(compareIds).map((id) => writeTariffId({ module: 'internet', id }))
}
